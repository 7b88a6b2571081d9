"""What English says: imperatives, durations, quantities, pauses and warnings, by the words of two YAML files."""
