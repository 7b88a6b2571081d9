"""English text → imperatives, headings, durations, quantities and pauses, recognised by the words of two YAML files."""
