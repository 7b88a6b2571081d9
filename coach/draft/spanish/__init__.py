"""Spanish how-to texts → their English words: gloss.yaml has the words, `grammar` knows the forms of the verbs."""
