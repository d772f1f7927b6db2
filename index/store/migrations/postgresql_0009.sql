-- Layout 0009 on a PostgreSQL server, where it is the first one. Never changed: later layouts are made by revisions.
CREATE TABLE article (
    id BIGSERIAL NOT NULL,
    sha256 VARCHAR(64) COLLATE "C" NOT NULL,
    collection VARCHAR COLLATE "C" NOT NULL,
    title TEXT COLLATE "C",
    outlet TEXT COLLATE "C",
    author TEXT COLLATE "C",
    published VARCHAR COLLATE "C",
    day VARCHAR COLLATE "C",
    language VARCHAR COLLATE "C",
    added VARCHAR COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    pages TEXT COLLATE "C",
    replaced_by BIGINT,
    PRIMARY KEY (id),
    UNIQUE (sha256, collection)
);
-- Not compressed, as in files: quotations are slices, of which a question reads dozens.
ALTER TABLE article ALTER COLUMN text SET STORAGE EXTERNAL;
CREATE INDEX ix_article_day ON article (day);
CREATE INDEX ix_article_replaced_by ON article (replaced_by);
CREATE TABLE change (
    id BIGSERIAL NOT NULL,
    article BIGINT NOT NULL,
    removed TEXT COLLATE "C",
    mark VARCHAR COLLATE "C",
    PRIMARY KEY (id)
);
CREATE TABLE decision (
    id BIGSERIAL NOT NULL,
    at VARCHAR COLLATE "C" NOT NULL,
    by TEXT COLLATE "C" NOT NULL,
    kind VARCHAR COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    other TEXT COLLATE "C" NOT NULL,
    scope TEXT COLLATE "C" NOT NULL,
    undone VARCHAR COLLATE "C",
    PRIMARY KEY (id)
);
CREATE TABLE feed (
    id BIGSERIAL NOT NULL,
    url TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    collection VARCHAR COLLATE "C" NOT NULL,
    outlet TEXT COLLATE "C",
    title TEXT COLLATE "C",
    home TEXT COLLATE "C",
    added_by BIGINT,
    added VARCHAR COLLATE "C" NOT NULL,
    active BIGINT NOT NULL,
    etag TEXT COLLATE "C",
    modified TEXT COLLATE "C",
    next_at VARCHAR COLLATE "C" NOT NULL,
    last_success VARCHAR COLLATE "C",
    last_new VARCHAR COLLATE "C",
    failures BIGINT NOT NULL,
    failing_since VARCHAR COLLATE "C",
    problem TEXT COLLATE "C",
    gone VARCHAR COLLATE "C",
    told VARCHAR COLLATE "C",
    PRIMARY KEY (id),
    UNIQUE (url, collection)
);
CREATE TABLE person (
    id BIGSERIAL NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    organisation BIGINT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX ix_person_name ON person (name);
CREATE INDEX person_lower ON person (lower(name));
CREATE TABLE property (
    name VARCHAR COLLATE "C" NOT NULL,
    value TEXT COLLATE "C",
    PRIMARY KEY (name)
);
CREATE TABLE address (
    id BIGSERIAL NOT NULL,
    article BIGINT NOT NULL,
    url TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(article) REFERENCES article (id) ON DELETE CASCADE
);
CREATE INDEX ix_address_article ON address (article);
CREATE INDEX ix_address_url ON address USING hash (url);
CREATE TABLE alias (
    person BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    role BIGINT NOT NULL,
    PRIMARY KEY (person, name, role),
    FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE
);
CREATE INDEX alias_lower ON alias (lower(name));
CREATE TABLE appearance (
    id BIGSERIAL NOT NULL,
    article BIGINT NOT NULL,
    person BIGINT,
    key TEXT COLLATE "C",
    name TEXT COLLATE "C" NOT NULL,
    aliases TEXT COLLATE "C" NOT NULL,
    roles TEXT COLLATE "C" NOT NULL,
    organisation BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(article) REFERENCES article (id) ON DELETE CASCADE,
    FOREIGN KEY(person) REFERENCES person (id)
);
CREATE INDEX ix_appearance_article ON appearance (article);
CREATE INDEX ix_appearance_key ON appearance (key);
CREATE INDEX ix_appearance_person ON appearance (person);
CREATE TABLE blocks (
    article BIGINT NOT NULL,
    spans TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (article),
    FOREIGN KEY(article) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE entry (
    id BIGSERIAL NOT NULL,
    feed BIGINT NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    mark VARCHAR COLLATE "C" NOT NULL,
    found VARCHAR COLLATE "C" NOT NULL,
    state VARCHAR COLLATE "C" NOT NULL,
    attempts BIGINT NOT NULL,
    retry VARCHAR COLLATE "C",
    content TEXT COLLATE "C",
    article BIGINT,
    PRIMARY KEY (id),
    FOREIGN KEY(feed) REFERENCES feed (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX entry_feed_key ON entry ("feed", md5("key"));
CREATE INDEX entry_pending ON entry (feed, state, id);
CREATE TABLE outage (
    id BIGSERIAL NOT NULL,
    feed BIGINT NOT NULL,
    since VARCHAR COLLATE "C" NOT NULL,
    until VARCHAR COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(feed) REFERENCES feed (id) ON DELETE CASCADE
);
CREATE INDEX ix_outage_feed ON outage (feed);
CREATE TABLE passage (
    id BIGSERIAL NOT NULL,
    article BIGINT NOT NULL,
    start BIGINT NOT NULL,
    "end" BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(article) REFERENCES article (id) ON DELETE CASCADE
);
CREATE INDEX ix_passage_article ON passage (article);
CREATE TABLE reread (
    article BIGINT NOT NULL,
    reader VARCHAR COLLATE "C" NOT NULL,
    statements TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (article),
    FOREIGN KEY(article) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE statement (
    id BIGSERIAL NOT NULL,
    article BIGINT NOT NULL,
    person BIGINT,
    via BIGINT,
    kind VARCHAR COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    start BIGINT NOT NULL,
    "end" BIGINT NOT NULL,
    mention TEXT COLLATE "C",
    cue TEXT COLLATE "C",
    confidence FLOAT NOT NULL,
    question BIGINT NOT NULL,
    appearance BIGINT,
    via_appearance BIGINT,
    PRIMARY KEY (id),
    FOREIGN KEY(person) REFERENCES person (id),
    FOREIGN KEY(via) REFERENCES person (id),
    FOREIGN KEY(article) REFERENCES article (id) ON DELETE CASCADE
);
CREATE INDEX ix_statement_article ON statement (article);
CREATE INDEX ix_statement_person ON statement (person);
CREATE INDEX statement_by_place ON statement (article, start, "end");
CREATE TABLE held_role (
    appearance BIGINT NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    outlet TEXT COLLATE "C",
    day VARCHAR COLLATE "C",
    PRIMARY KEY (appearance, title),
    FOREIGN KEY(appearance) REFERENCES appearance (id) ON DELETE CASCADE
);
CREATE INDEX held_role_when ON held_role (title, outlet, day);
CREATE TABLE speaks (
    passage BIGINT NOT NULL,
    person BIGINT NOT NULL,
    PRIMARY KEY (passage, person),
    FOREIGN KEY(passage) REFERENCES passage (id) ON DELETE CASCADE,
    FOREIGN KEY(person) REFERENCES person (id)
);
CREATE INDEX ix_speaks_person ON speaks (person);
CREATE INDEX speaks_by_person ON speaks (person, passage);
INSERT INTO property (name, value) VALUES ('version', '2');
