"""The revisions of onrecord.db: articles, people, statements, feeds."""
