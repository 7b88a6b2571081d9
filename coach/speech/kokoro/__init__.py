"""Kokoro-82M, the model of the natural voice: phonemes → samples. Imported by a worker process alone."""
