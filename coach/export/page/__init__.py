"""Session → one page for a phone that leads it: a file that holds all, or a folder for any https host.

    Timeline + About → page_data → PageData ─┬─ template → the words, which need no script
                                             └─ JSON → js/ → screen, keys, touch, media keys, sound

The page is whole without its scripts: title, needs, cautions, all steps with their seconds, and the sound. `js` holds
hand-written modules, which `script` joins into one; nothing is built, and nothing comes from elsewhere.
"""
