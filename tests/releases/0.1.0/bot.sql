BEGIN TRANSACTION;
CREATE TABLE asked (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	person BIGINT NOT NULL, 
	message BIGINT, 
	page INTEGER NOT NULL, 
	answer TEXT NOT NULL, 
	at VARCHAR NOT NULL
);
INSERT INTO "asked" VALUES(1,1,0,1,2,0,'{"question": {"text": "What did Varga say about the harbour?", "speaker": "Varga", "topic": "the harbour", "since": null, "until": null, "outlet": null, "ask": "said", "others": [], "quotation": null, "direct_only": false, "collections": null, "after": null, "upto": null}, "quotes": [{"article": 1, "start": 110, "end": 374, "speaker": {"id": 1, "name": "Elin Varga", "organisation": false, "roles": ["President"]}, "via": null, "kind": "direct", "cue": null, "score": 1.855, "also": []}, {"article": 4, "start": 110, "end": 256, "speaker": {"id": 1, "name": "Elin Varga", "organisation": false, "roles": ["President"]}, "via": null, "kind": "direct", "cue": "told", "score": 1.8326, "also": []}, {"article": 2, "start": 0, "end": 148, "speaker": {"id": 1, "name": "Elin Varga", "organisation": false, "roles": ["President"]}, "via": null, "kind": "indirect", "cue": "defended", "score": 1.8309, "also": []}], "reason": null, "silence": null, "verdict": null, "difference": [], "people": [], "topics": [], "tallies": []}','2026-11-26T04:10:25.726296+00:00');
INSERT INTO "asked" VALUES(2,1,0,1,4,0,'{"question": {"text": "What did Tamm say about the cable since March?", "speaker": "Tamm", "topic": "the cable", "since": "2026-03-01", "until": null, "outlet": null, "ask": "said", "others": [], "quotation": null, "direct_only": false, "collections": null, "after": null, "upto": null}, "quotes": [{"article": 3, "start": 0, "end": 272, "speaker": {"id": 2, "name": "Ilo Tamm", "organisation": false, "roles": ["Prime Minister"]}, "via": null, "kind": "direct", "cue": null, "score": 1.8308, "also": []}, {"article": 1, "start": 1151, "end": 1217, "speaker": {"id": 2, "name": "Ilo Tamm", "organisation": false, "roles": ["Prime Minister"]}, "via": null, "kind": "direct", "cue": null, "score": 1.7606, "also": []}], "reason": null, "silence": null, "verdict": null, "difference": [], "people": [], "topics": [], "tallies": []}','2026-11-26T04:10:25.793967+00:00');
INSERT INTO "asked" VALUES(3,1,0,1,6,0,'{"question": {"text": "Who spoke about the treaty?", "speaker": null, "topic": "the treaty", "since": null, "until": null, "outlet": null, "ask": "who", "others": [], "quotation": null, "direct_only": false, "collections": null, "after": null, "upto": null}, "quotes": [{"article": 1, "start": 110, "end": 374, "speaker": {"id": 1, "name": "Elin Varga", "organisation": false, "roles": ["President"]}, "via": null, "kind": "direct", "cue": null, "score": 1.8418, "also": []}, {"article": 1, "start": 572, "end": 837, "speaker": {"id": 2, "name": "Ilo Tamm", "organisation": false, "roles": ["Prime Minister"]}, "via": null, "kind": "direct", "cue": null, "score": 1.8811, "also": []}, {"article": 5, "start": 0, "end": 107, "speaker": {"id": 7, "name": "Ada Holm", "organisation": false, "roles": ["Mayor"]}, "via": null, "kind": "direct", "cue": "said", "score": 1.8195, "also": []}, {"article": 2, "start": 390, "end": 502, "speaker": {"id": 3, "name": "Marta Oling", "organisation": false, "roles": []}, "via": null, "kind": "indirect", "cue": "said", "score": 1.7604, "also": []}], "reason": null, "silence": null, "verdict": null, "difference": [], "people": [], "topics": [], "tallies": [{"person": {"id": 1, "name": "Elin Varga", "organisation": false, "roles": ["President"]}, "count": 3, "best": {"article": 1, "start": 110, "end": 374, "speaker": {"id": 1, "name": "Elin Varga", "organisation": false, "roles": ["President"]}, "via": null, "kind": "direct", "cue": null, "score": 1.8418, "also": []}}, {"person": {"id": 2, "name": "Ilo Tamm", "organisation": false, "roles": ["Prime Minister"]}, "count": 1, "best": {"article": 1, "start": 572, "end": 837, "speaker": {"id": 2, "name": "Ilo Tamm", "organisation": false, "roles": ["Prime Minister"]}, "via": null, "kind": "direct", "cue": null, "score": 1.8811, "also": []}}, {"person": {"id": 7, "name": "Ada Holm", "organisation": false, "roles": ["Mayor"]}, "count": 1, "best": {"article": 5, "start": 0, "end": 107, "speaker": {"id": 7, "name": "Ada Holm", "organisation": false, "roles": ["Mayor"]}, "via": null, "kind": "direct", "cue": "said", "score": 1.8195, "also": []}}, {"person": {"id": 3, "name": "Marta Oling", "organisation": false, "roles": []}, "count": 1, "best": {"article": 2, "start": 390, "end": 502, "speaker": {"id": 3, "name": "Marta Oling", "organisation": false, "roles": []}, "via": null, "kind": "indirect", "cue": "said", "score": 1.7604, "also": []}}]}','2026-11-26T04:10:25.869652+00:00');
INSERT INTO "asked" VALUES(4,1,0,1,8,0,'{"question": {"text": "What did Zorn say?", "speaker": "Zorn", "topic": null, "since": null, "until": null, "outlet": null, "ask": "said", "others": [], "quotation": null, "direct_only": false, "collections": null, "after": null, "upto": null}, "quotes": [], "reason": "Nobody called Zorn is on record.", "silence": "nobody", "verdict": null, "difference": [], "people": [{"id": 1, "name": "Elin Varga", "organisation": false, "roles": ["President"]}, {"id": 2, "name": "Ilo Tamm", "organisation": false, "roles": ["Prime Minister"]}, {"id": 3, "name": "Marta Oling", "organisation": false, "roles": []}, {"id": 4, "name": "Joren Falk", "organisation": false, "roles": []}, {"id": 7, "name": "Ada Holm", "organisation": false, "roles": ["Mayor"]}], "topics": [], "tallies": []}','2026-11-26T04:10:25.894003+00:00');
CREATE TABLE audit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at VARCHAR NOT NULL, 
	"by" BIGINT NOT NULL, 
	subject BIGINT NOT NULL, 
	decision TEXT NOT NULL
);
INSERT INTO "audit" VALUES(1,'2026-11-26T04:10:25.915404+00:00',1,7,'role editor');
INSERT INTO "audit" VALUES(2,'2026-11-26T04:10:25.936307+00:00',1,8,'role nobody');
INSERT INTO "audit" VALUES(3,'2026-11-26T04:10:25.952010+00:00',1,1,'grant members');
CREATE TABLE edition (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" VARCHAR(64) NOT NULL, 
	body TEXT NOT NULL, 
	at VARCHAR NOT NULL, 
	UNIQUE ("key")
);
INSERT INTO "edition" VALUES(1,'f7772c43efaa3a1eebece1fc68c404eaf5af08226318f06060752f6017f9e209','{"articles": 1, "chart": false, "day": "2026-11-26", "items": [{"answer": {"difference": [], "people": [], "question": {"after": null, "ask": "said", "collections": null, "direct_only": false, "others": [], "outlet": null, "quotation": null, "since": null, "speaker": null, "text": "", "topic": null, "until": null, "upto": null}, "quotes": [{"also": [], "article": 6, "cue": "said", "end": 133, "kind": "direct", "score": 1.8508, "speaker": {"id": 2, "name": "Ilo Tamm", "organisation": false, "roles": ["Prime Minister"]}, "start": 0, "via": null}], "reason": null, "silence": null, "tallies": [], "topics": [], "verdict": null}, "articles": [6]}], "kind": "alert", "language": "en", "late": null, "notice": "", "older": 0, "pages": [[0]], "subject": "Ilo Tamm on cable", "troubles": []}','2026-11-26T04:10:43.796453+00:00');
INSERT INTO "edition" VALUES(3,'58bb9b4fab2d461e56a0cacd1ec624a2561ea39fa374a42212c7066325398e18','{"articles": 1, "chart": false, "day": "2026-11-27", "items": [{"answer": {"difference": [], "people": [], "question": {"after": null, "ask": "said", "collections": null, "direct_only": false, "others": [], "outlet": null, "quotation": null, "since": null, "speaker": null, "text": "", "topic": null, "until": null, "upto": null}, "quotes": [{"also": [], "article": 6, "cue": "said", "end": 133, "kind": "direct", "score": 1.8508, "speaker": {"id": 2, "name": "Ilo Tamm", "organisation": false, "roles": ["Prime Minister"]}, "start": 0, "via": null}], "reason": null, "silence": null, "tallies": [], "topics": [], "verdict": null}, "articles": [6]}], "kind": "alert", "language": "en", "late": null, "notice": "", "older": 0, "pages": [[0]], "subject": "Ilo Tamm on cable", "troubles": []}','2026-11-26T04:18:05.935648+00:00');
CREATE TABLE grant (
	chat BIGINT NOT NULL, 
	collection VARCHAR NOT NULL, 
	PRIMARY KEY (chat, collection)
);
INSERT INTO "grant" VALUES(1,'members');
CREATE TABLE language (
	chat BIGINT NOT NULL, 
	language VARCHAR NOT NULL, 
	PRIMARY KEY (chat)
);
INSERT INTO "language" VALUES(-100200,'ko');
CREATE TABLE mute (
	chat BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	article INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	PRIMARY KEY (chat, thread, article)
);
INSERT INTO "mute" VALUES(1,0,3,'2026-11-26T04:11:07.986711+00:00');
CREATE TABLE part (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	subscription INTEGER NOT NULL, 
	run INTEGER, 
	edition INTEGER NOT NULL, 
	page INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	next_at FLOAT NOT NULL, 
	tries INTEGER NOT NULL, 
	unknown INTEGER NOT NULL, 
	message BIGINT, 
	why TEXT, 
	at VARCHAR NOT NULL
);
INSERT INTO "part" VALUES(1,1,0,2,NULL,1,0,'sent',1.79566624379706311223e+09,1,0,1,NULL,'2026-11-26T04:10:43.797066+00:00');
INSERT INTO "part" VALUES(3,1,0,1,1,3,0,'waiting',1.79566668594468688965e+09,0,0,NULL,NULL,'2026-11-26T04:18:05.944697+00:00');
CREATE TABLE prompt (
	chat BIGINT NOT NULL, 
	message BIGINT NOT NULL, 
	person BIGINT NOT NULL, 
	subscription INTEGER NOT NULL, 
	wanted VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	PRIMARY KEY (chat, message)
);
INSERT INTO "prompt" VALUES(1,5,1,4,'subject','2026-11-26T04:10:43.894112+00:00');
CREATE TABLE rating (
	asked INTEGER NOT NULL, 
	person BIGINT NOT NULL, 
	useful INTEGER NOT NULL, 
	PRIMARY KEY (asked, person)
);
INSERT INTO "rating" VALUES(1,1,1);
CREATE TABLE request (
	person BIGINT NOT NULL, 
	at VARCHAR NOT NULL, 
	PRIMARY KEY (person)
);
INSERT INTO "request" VALUES(9,'2026-11-26T04:11:07.967404+00:00');
CREATE TABLE role (
	subject BIGINT NOT NULL, 
	role INTEGER NOT NULL, 
	PRIMARY KEY (subject)
);
INSERT INTO "role" VALUES(7,2);
INSERT INTO "role" VALUES(8,-1);
CREATE TABLE run (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	subscription INTEGER NOT NULL, 
	day VARCHAR NOT NULL, 
	"after" INTEGER NOT NULL, 
	upto INTEGER NOT NULL, 
	late BOOLEAN NOT NULL, 
	at VARCHAR NOT NULL, 
	UNIQUE (subscription, day)
);
INSERT INTO "run" VALUES(1,1,'2026-11-26',0,5,0,'2026-11-26T04:11:07.999802+00:00');
CREATE TABLE subscription (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	person BIGINT NOT NULL, 
	kind VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	why VARCHAR, 
	speaker TEXT, 
	topic TEXT, 
	outlet TEXT, 
	at VARCHAR NOT NULL, 
	zone VARCHAR, 
	weekdays VARCHAR NOT NULL, 
	quiet BOOLEAN NOT NULL, 
	language VARCHAR NOT NULL, 
	"after" INTEGER NOT NULL, 
	last VARCHAR, 
	next_at VARCHAR, 
	alerted VARCHAR NOT NULL, 
	alerts INTEGER NOT NULL, 
	quiet_until VARCHAR
);
INSERT INTO "subscription" VALUES(1,1,0,1,'digest','active',NULL,NULL,'harbour',NULL,'08:00','Asia/Seoul','0123456',1,'en',0,'2026-11-26','2026-11-26T23:00:00+00:00','',0,NULL);
INSERT INTO "subscription" VALUES(2,1,0,1,'alert','active',NULL,'Ilo Tamm','cable',NULL,'08:00','Asia/Seoul','0123456',1,'en',6,NULL,NULL,'2026-11-26',1,'2026-11-26T04:25:43.730421+00:00');
INSERT INTO "subscription" VALUES(4,1,0,1,'digest','draft',NULL,NULL,NULL,NULL,'08:00','Asia/Seoul','0123456',1,'en',0,NULL,NULL,'',0,NULL);
CREATE TABLE "update" (
	id BIGINT NOT NULL, 
	body TEXT, 
	tries INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "update" VALUES(501,NULL,1);
INSERT INTO "update" VALUES(502,'{"message": {"channel_chat_created": false, "delete_chat_photo": false, "group_chat_created": false, "supergroup_chat_created": false, "text": "What did Varga say about the harbour?", "chat": {"id": 1, "type": "private"}, "date": 1795669200, "message_id": 502, "from": {"first_name": "Sample", "id": 1, "is_bot": false}}, "update_id": 502}',1);
CREATE INDEX asked_by ON asked (chat, thread, person);
CREATE INDEX asked_shown ON asked (chat, message);
CREATE INDEX part_open ON part (chat, id) WHERE state IN ('waiting', 'sending', 'parked');
CREATE INDEX part_sent ON part (chat, edition);
CREATE INDEX part_of ON part (subscription);
CREATE INDEX ix_subscription_chat ON subscription (chat);
CREATE INDEX ix_subscription_next_at ON subscription (next_at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('asked',4);
INSERT INTO "sqlite_sequence" VALUES('audit',3);
INSERT INTO "sqlite_sequence" VALUES('subscription',4);
INSERT INTO "sqlite_sequence" VALUES('edition',3);
INSERT INTO "sqlite_sequence" VALUES('part',3);
INSERT INTO "sqlite_sequence" VALUES('run',1);
COMMIT;
