"""Jobs → the same files, made by other machines: a Dask cluster, behind the same `Crew` as the processes of this one.

    Job ─pack→ RemoteJob ─(Dask)→ run by a worker ─(Dask)→ Delivery ─receive→ what came of each file

Through Dask go what is asked for and what came of it. Whatever is large goes through the store, under the SHA-256 of
its bytes: the listener's own files to the workers, finished files back. Clips go there under their keys, each with a
hash of its own. What the bytes do not confirm counts as not there.

A worker takes no file's place: it works in a folder of its own, and the coach that asked puts what is whole into place.
So a worker that dies, or an answer that comes too late, leaves nothing half-done.
"""
