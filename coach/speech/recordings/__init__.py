"""Recordings of one's own voice: a folder with a file for each text.

    texts → line_names → line_list (what to read, and how to name each file)
                       → voice_folder (which file is whose)
    file → read_recording → take_span → take_quality

`inspection` looks at files in a child process, as a file may be crafted to break a decoder; `missing_lines` tells
before a session what it would lack.
"""
