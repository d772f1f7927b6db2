"""Keep how each article names its people, so that who is whom can be decided anew, and what editors decide about it.

Of articles that are stored already it is only known whom the release before took them for.  Their appearances get that
person's name; the other forms and the roles, whose articles are not known, stand at the person's first one.
`onrecord reread` finds all of it.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the tables and fill them from the statements."""
    _create_tables()
    op.execute('ALTER TABLE "statement" ADD COLUMN appearance INTEGER')
    op.execute('ALTER TABLE "statement" ADD COLUMN via_appearance INTEGER')
    # A title before a surname ("President Vale") is part of the name only together with the role.
    op.execute(
        """
        INSERT INTO appearance (article, person, name, aliases, roles, organisation)
        SELECT seen.article, person.id, person.name, '[]', coalesce(
            (SELECT json_group_array(alias.name) FROM alias WHERE alias.person = person.id AND alias.role = 1
             AND (substr(person.name, 1, length(alias.name) + 1) = alias.name || ' '
                  OR lower(person.name) = 'the ' || lower(alias.name))),
            '[]'), person.organisation
        FROM (SELECT article, person FROM statement WHERE person IS NOT NULL
              UNION SELECT article, via FROM statement WHERE via IS NOT NULL) AS seen
        JOIN person ON person.id = seen.person ORDER BY seen.article, person.id
        """
    )
    op.execute(
        """
        UPDATE appearance SET
            aliases = (SELECT json_group_array(name) FROM (SELECT alias.name AS name FROM alias
                WHERE alias.person = appearance.person AND alias.role = 0 ORDER BY alias.name)),
            roles = (SELECT json_group_array(name) FROM (SELECT alias.name AS name FROM alias
                WHERE alias.person = appearance.person AND alias.role = 1 ORDER BY alias.name))
        WHERE id IN (SELECT min(id) FROM appearance GROUP BY person)
        """
    )
    for column, person in (("appearance", "person"), ("via_appearance", "via")):
        op.execute(
            f"""
            UPDATE statement SET {column} = (SELECT id FROM appearance
                WHERE appearance.article = statement.article AND appearance.person = statement.{person})
            WHERE {person} IS NOT NULL
            """
        )


def _create_tables() -> None:
    op.create_table(
        "appearance",
        Column("id", Integer, primary_key=True),
        Column("article", Integer, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
        Column("person", Integer, ForeignKey("person.id")),
        Column("key", Text),
        Column("name", Text, nullable=False),
        Column("aliases", Text, nullable=False),
        Column("roles", Text, nullable=False),
        Column("organisation", Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "held_role",
        Column("appearance", Integer, ForeignKey("appearance.id", ondelete="CASCADE"), primary_key=True),
        Column("title", Text, primary_key=True),
        Column("outlet", Text),
        Column("day", String),
    )
    op.create_table(
        "decision",
        Column("id", Integer, primary_key=True),
        Column("at", String, nullable=False),
        Column("by", Text, nullable=False),
        Column("kind", String, nullable=False),
        Column("name", Text, nullable=False),
        Column("other", Text, nullable=False),
        Column("scope", Text, nullable=False),
        Column("undone", String),
        sqlite_autoincrement=True,
    )
    for name, table, columns in (
        ("ix_appearance_article", "appearance", ["article"]),
        ("ix_appearance_person", "appearance", ["person"]),
        ("ix_appearance_key", "appearance", ["key"]),
        ("held_role_when", "held_role", ["title", "outlet", "day"]),
    ):
        op.create_index(name, table, columns)
