"""Keep on a server the texts of articles in slices, too: quotations are found in parts of texts, dozens a question.

A server reads a text up to the part that is wanted, since its letters differ in size; of a file that costs little.
"""

from __future__ import annotations

from alembic import op

from index.store.dialects import is_postgresql

revision = "0010"
down_revision = "0009"

# A code point takes four bytes at most, so that a row stays in its page. The parts are found in one pass, which takes a
# twentieth of the time that as many `substr` would; a pattern can count to 255.
_MADE = """
CREATE SCHEMA onrecord_derived;
CREATE TABLE onrecord_derived.slice (
    article BIGINT NOT NULL,
    number INTEGER NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (article, number)
);
ALTER TABLE onrecord_derived.slice ALTER COLUMN text SET STORAGE PLAIN;
CREATE FUNCTION onrecord_derived.slice_text() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM onrecord_derived.slice WHERE article = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO onrecord_derived.slice
        SELECT NEW.id, (number - 1) / 2, string_agg(part[1], '' ORDER BY number)
        FROM regexp_matches(NEW.text, '.{1,250}', 'g') WITH ORDINALITY AS parts(part, number)
        GROUP BY (number - 1) / 2;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER slice_text AFTER INSERT OR DELETE OR UPDATE OF text ON article
FOR EACH ROW EXECUTE FUNCTION onrecord_derived.slice_text();
INSERT INTO onrecord_derived.slice
SELECT id, (number - 1) / 2, string_agg(part[1], '' ORDER BY number)
FROM article, regexp_matches(text, '.{1,250}', 'g') WITH ORDINALITY AS parts(part, number)
GROUP BY id, (number - 1) / 2
"""


def upgrade() -> None:
    """Make the slices, and what makes those of articles that come."""
    if is_postgresql(op.get_bind()):
        op.get_bind().exec_driver_sql(_MADE)
