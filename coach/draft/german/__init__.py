"""German how-to texts → their English words: gloss.yaml has the words, `grammar` brings the verb to the front."""
