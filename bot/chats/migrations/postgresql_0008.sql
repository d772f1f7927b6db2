-- Layout 0008 on a PostgreSQL server, where it is the first one. Never changed: later layouts are made by revisions.
CREATE TABLE asked (
    id BIGSERIAL NOT NULL,
    chat BIGINT NOT NULL,
    thread BIGINT NOT NULL,
    person BIGINT NOT NULL,
    message BIGINT,
    page BIGINT NOT NULL,
    answer TEXT COLLATE "C" NOT NULL,
    at VARCHAR COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX asked_by ON asked (chat, thread, person);
CREATE INDEX asked_shown ON asked (chat, message);
CREATE TABLE audit (
    id BIGSERIAL NOT NULL,
    at VARCHAR COLLATE "C" NOT NULL,
    by BIGINT NOT NULL,
    subject BIGINT NOT NULL,
    decision TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE check_prompt (
    chat BIGINT NOT NULL,
    person BIGINT NOT NULL,
    message BIGINT NOT NULL,
    until VARCHAR COLLATE "C" NOT NULL,
    PRIMARY KEY (chat, person)
);
CREATE TABLE check_report (
    id BIGSERIAL NOT NULL,
    chat BIGINT NOT NULL,
    person BIGINT NOT NULL,
    report TEXT COLLATE "C" NOT NULL,
    at VARCHAR COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE corrected (
    upto BIGINT NOT NULL
);
CREATE TABLE edition (
    id BIGSERIAL NOT NULL,
    key VARCHAR(64) COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    at VARCHAR COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (key)
);
CREATE TABLE "grant" (
    chat BIGINT NOT NULL,
    collection VARCHAR COLLATE "C" NOT NULL,
    PRIMARY KEY (chat, collection)
);
CREATE TABLE issue (
    id BIGSERIAL NOT NULL,
    digest VARCHAR COLLATE "C" NOT NULL,
    day VARCHAR COLLATE "C" NOT NULL,
    after BIGINT NOT NULL,
    upto BIGINT NOT NULL,
    edition BIGINT,
    at VARCHAR COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (digest, day)
);
CREATE TABLE language (
    chat BIGSERIAL NOT NULL,
    language VARCHAR COLLATE "C" NOT NULL,
    PRIMARY KEY (chat)
);
CREATE TABLE mailing (
    id BIGSERIAL NOT NULL,
    issue BIGINT NOT NULL,
    recipient VARCHAR COLLATE "C" NOT NULL,
    state VARCHAR COLLATE "C" NOT NULL,
    next_at FLOAT NOT NULL,
    tries BIGINT NOT NULL,
    unknown BIGINT NOT NULL,
    why TEXT COLLATE "C",
    PRIMARY KEY (id),
    UNIQUE (issue, recipient)
);
CREATE INDEX mailing_open ON mailing (next_at) WHERE state IN ('waiting', 'sending');
CREATE TABLE mute (
    chat BIGINT NOT NULL,
    thread BIGINT NOT NULL,
    article BIGINT NOT NULL,
    at VARCHAR COLLATE "C" NOT NULL,
    PRIMARY KEY (chat, thread, article)
);
CREATE TABLE owner_code (
    code VARCHAR COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);
CREATE TABLE part (
    id BIGSERIAL NOT NULL,
    chat BIGINT NOT NULL,
    thread BIGINT NOT NULL,
    subscription BIGINT NOT NULL,
    run BIGINT,
    edition BIGINT NOT NULL,
    page BIGINT NOT NULL,
    state VARCHAR COLLATE "C" NOT NULL,
    next_at FLOAT NOT NULL,
    tries BIGINT NOT NULL,
    unknown BIGINT NOT NULL,
    message BIGINT,
    why TEXT COLLATE "C",
    at VARCHAR COLLATE "C" NOT NULL,
    silent BOOLEAN DEFAULT false NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX part_of ON part (subscription);
CREATE INDEX part_open ON part (chat, id) WHERE state IN ('waiting', 'sending', 'parked');
CREATE INDEX part_sent ON part (chat, edition);
CREATE TABLE prompt (
    chat BIGINT NOT NULL,
    message BIGINT NOT NULL,
    person BIGINT NOT NULL,
    subscription BIGINT NOT NULL,
    wanted VARCHAR COLLATE "C" NOT NULL,
    at VARCHAR COLLATE "C" NOT NULL,
    PRIMARY KEY (chat, message)
);
CREATE TABLE rating (
    asked BIGINT NOT NULL,
    person BIGINT NOT NULL,
    useful BIGINT NOT NULL,
    PRIMARY KEY (asked, person)
);
CREATE TABLE request (
    person BIGSERIAL NOT NULL,
    at VARCHAR COLLATE "C" NOT NULL,
    name TEXT COLLATE "C",
    username TEXT COLLATE "C",
    language TEXT COLLATE "C",
    PRIMARY KEY (person)
);
CREATE TABLE role (
    subject BIGSERIAL NOT NULL,
    role BIGINT NOT NULL,
    PRIMARY KEY (subject)
);
CREATE TABLE run (
    id BIGSERIAL NOT NULL,
    subscription BIGINT NOT NULL,
    day VARCHAR COLLATE "C" NOT NULL,
    after BIGINT NOT NULL,
    upto BIGINT NOT NULL,
    late BOOLEAN NOT NULL,
    at VARCHAR COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (subscription, day)
);
CREATE TABLE subscription (
    id BIGSERIAL NOT NULL,
    chat BIGINT NOT NULL,
    thread BIGINT NOT NULL,
    person BIGINT NOT NULL,
    kind VARCHAR COLLATE "C" NOT NULL,
    state VARCHAR COLLATE "C" NOT NULL,
    why VARCHAR COLLATE "C",
    speaker TEXT COLLATE "C",
    topic TEXT COLLATE "C",
    outlet TEXT COLLATE "C",
    at VARCHAR COLLATE "C" NOT NULL,
    zone VARCHAR COLLATE "C",
    weekdays VARCHAR COLLATE "C" NOT NULL,
    quiet BOOLEAN NOT NULL,
    language VARCHAR COLLATE "C" NOT NULL,
    after BIGINT NOT NULL,
    last VARCHAR COLLATE "C",
    next_at VARCHAR COLLATE "C",
    alerted VARCHAR COLLATE "C" NOT NULL,
    alerts BIGINT NOT NULL,
    quiet_until VARCHAR COLLATE "C",
    speaker_id BIGINT,
    office BOOLEAN DEFAULT false NOT NULL,
    without TEXT COLLATE "C" DEFAULT '[]' NOT NULL,
    stories BIGINT DEFAULT 5 NOT NULL,
    silent BOOLEAN DEFAULT false NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX ix_subscription_chat ON subscription (chat);
CREATE INDEX ix_subscription_next_at ON subscription (next_at);
CREATE TABLE unanswered (
    id BIGSERIAL NOT NULL,
    subject BIGINT NOT NULL,
    message BIGINT NOT NULL,
    update BIGINT NOT NULL,
    at FLOAT NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE uncorrected (
    chat BIGSERIAL NOT NULL,
    PRIMARY KEY (chat)
);
CREATE TABLE unsaid_mode (
    mode VARCHAR COLLATE "C" NOT NULL
);
CREATE TABLE update (
    id BIGSERIAL NOT NULL,
    body TEXT COLLATE "C",
    tries BIGINT NOT NULL,
    PRIMARY KEY (id)
);
