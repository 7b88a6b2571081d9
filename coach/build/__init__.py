"""A library of sessions in a file → all of its files in one folder, each made again only where something has changed.

The way through the room, one frozen datum to an arrow:

    library.yaml ─read_library→ Library ─all_entries→ Entry… ─OrderDesk→ Order… ─plan_build→ BuildPlan
    BuildPlan ─work_of→ Work ─build_library→ jobs for a Crew → what came of each file

What a matrix asks for is counted before anything is opened. An order holds all that a process, here or elsewhere, needs
to make one file: whatever else it reads is known by its content, and lies in the store of clips.
"""
