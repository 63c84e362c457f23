"""The segments as Whoosh sees them: `whoosh.index.open_dir` opens a generation's folder through this codec.

The engine itself evaluates the arrays without Whoosh and reads nothing that is pickled; here its files are
an index of Whoosh, for whoever has tools for one, and for the tests, which let Whoosh answer the same
questions. Whoosh's own writer writes such files too (`index.writer(codec=ColumnarCodec())`); never in the
folder of a generation, the files of which it would remove when it merges, but in a copy or a new folder.
Only what all of Whoosh 2.7.4, Whoosh-Reloaded and whoosh3 offer is used.
"""
