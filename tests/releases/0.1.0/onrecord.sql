BEGIN TRANSACTION;
CREATE TABLE address (
	id INTEGER NOT NULL, 
	article INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(article) REFERENCES article (id) ON DELETE CASCADE
);
INSERT INTO "address" VALUES(1,1,'https://briefings.example/2026/03/02/varga-tamm-press-conference');
INSERT INTO "address" VALUES(2,2,'https://briefings.example/2026/03/09/harbour-treaty');
INSERT INTO "address" VALUES(3,3,'https://briefings.example/2026/03/16/tamm-sea-cable');
INSERT INTO "address" VALUES(4,4,'https://briefings.example/2026/04/20/varga-villages');
INSERT INTO "address" VALUES(5,5,'https://briefings.example/members/quay');
INSERT INTO "address" VALUES(6,6,'https://briefings.example/2026/11/25/tamm-cable');
CREATE TABLE alias (
	person INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	role INTEGER NOT NULL, 
	PRIMARY KEY (person, name, role), 
	FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "alias" VALUES(1,'Varga',0);
INSERT INTO "alias" VALUES(1,'VARGA',0);
INSERT INTO "alias" VALUES(1,'President',1);
INSERT INTO "alias" VALUES(1,'President Varga',0);
INSERT INTO "alias" VALUES(2,'TAMM',0);
INSERT INTO "alias" VALUES(2,'Tamm',0);
INSERT INTO "alias" VALUES(2,'Ilo Tamm',0);
INSERT INTO "alias" VALUES(2,'Prime Minister',1);
INSERT INTO "alias" VALUES(1,'Elin Varga',0);
INSERT INTO "alias" VALUES(3,'Oling',0);
INSERT INTO "alias" VALUES(3,'Marta Oling',0);
INSERT INTO "alias" VALUES(4,'Joren Falk',0);
INSERT INTO "alias" VALUES(4,'Falk',0);
INSERT INTO "alias" VALUES(5,'Estmar''s foreign ministry',0);
INSERT INTO "alias" VALUES(6,'Lindesund Institute',0);
INSERT INTO "alias" VALUES(7,'Mayor',1);
INSERT INTO "alias" VALUES(7,'Holm',0);
INSERT INTO "alias" VALUES(7,'Ada Holm',0);
CREATE TABLE article (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	sha256 VARCHAR(64) NOT NULL, 
	collection VARCHAR NOT NULL, 
	title TEXT, 
	outlet TEXT, 
	author TEXT, 
	published VARCHAR, 
	day VARCHAR, 
	language VARCHAR, 
	added VARCHAR NOT NULL, 
	text TEXT NOT NULL, 
	UNIQUE (sha256, collection)
);
INSERT INTO "article" VALUES(1,'fb018868460ecfa5afb84c3523f2d39aba29642d403481fc77f3e72c30a707e7','public','Remarks by President Varga and Prime Minister Tamm at Joint Press Conference','Sample Briefings (invented)',NULL,'2026-03-02T15:30:00+01:00','2026-03-02',NULL,'2026-11-26T04:10:16.840994+00:00','PRESIDENT VARGA: Good afternoon. It is a pleasure to welcome Prime Minister Ilo Tamm to Norvale. (Applause.)

We had a long and frank talk about the harbour treaty. Norvale will open the port of Lindesund to Estmar''s grain ships from the first of May, and it will stay open through the winter. I want farmers on both sides of the strait to be able to plan a full year ahead.

On energy, we agreed that the sea cable will be finished this year. Norvale will pay its share of the cost, which is forty percent, and not one crown more.

PRIME MINISTER TAMM: (As interpreted.) Thank you, President Varga. The harbour treaty is a good day for our farmers. Estmar will drop its tariff on Norvale''s timber by the end of March.

I also told the president that we can''t accept new drilling in the Skerry Bank. Our fishermen live from those waters.

Q President Varga, will you stop the drilling at the Skerry Bank?

PRESIDENT VARGA: No. But we will wait for the report of the fisheries council before any new licence is given. (Laughter.) I know that isn''t the answer the prime minister hoped for.

Q Prime Minister, is the cable at risk?

PRIME MINISTER TAMM: The cable isn''t at risk. We have signed, and we keep what we sign.');
INSERT INTO "article" VALUES(2,'e11d015b403b45129ebd706785be8b42048193301c9954837952fe8763626e1b','public','Varga defends harbour treaty as fishermen protest','The Lindesund Sample (invented)','A. Sampler','2026-03-09T00:00:00+00:00','2026-03-09',NULL,'2026-11-26T04:10:16.856590+00:00','President Elin Varga of Norvale on Monday defended the harbour treaty with Estmar, saying it would bring four hundred jobs to the port of Lindesund.

"Nobody in this town will lose a berth because of a grain ship," Varga said in a speech to dock workers. "If a single boat has to move, I will come and move it back myself."

Several hundred fishermen marched to the port office in protest. Their spokeswoman, Marta Oling, said that the treaty had been signed without asking those who live from the sea.

"President Varga said she will meet the fishermen before Easter and listen to each of the five villages," her spokesman, Joren Falk, told reporters. He added that the president was open to a fund for lost nets.

Estmar''s foreign ministry declined to comment. According to the Lindesund Institute, a research group, trade across the strait could grow by a tenth within two years.');
INSERT INTO "article" VALUES(3,'6a6a857ad503f9d95279ca028298598f0438f810950a1735ece3ce491489f6a3','public','Statement by Prime Minister Ilo Tamm on the Sea Cable','Sample Briefings (invented)',NULL,'2026-03-16T09:00:00+02:00','2026-03-16',NULL,'2026-11-26T04:10:16.859134+00:00','Last night a storm damaged the landing station of the sea cable at Kivik. No one was hurt, and I thank the crews who worked through the night.

The cable will still be finished this year. I spoke with President Varga this morning, and Norvale has offered two repair ships. I accepted with thanks.

Estmar will publish a full report on the damage within thirty days.');
INSERT INTO "article" VALUES(4,'bb9fd6a1133d9662474d06b2d077fc66c044560217e421f5751ae353b142485a','public','Varga meets the villages, promises a fund for lost nets','The Lindesund Sample (invented)','A. Sampler','2026-04-20T00:00:00+00:00','2026-04-20',NULL,'2026-11-26T04:10:16.864802+00:00','President Elin Varga promised fishermen on Monday that a fund for lost nets would be open before the summer.

"You were right to march," Varga told a meeting of the five villages. "The harbour treaty stays, but the Skerry Bank will see no drill this year."

Marta Oling, who speaks for the fishermen, called the fund "a start, and no more than that." She said the villages would watch the grain ships closely.

Prime Minister Ilo Tamm of Estmar welcomed the decision on the Skerry Bank. He said his government would add to the fund if Norvale asked for it.');
INSERT INTO "article" VALUES(5,'7e64a87c9b4bf9f466547e64e62d22ca6d65cccf47998b1270b2a2561d9d7f7c','members','Mayor on the quay','Members'' Letter (invented)','B. Sampler','2026-04-21T10:00:00+02:00','2026-04-21',NULL,'2026-11-26T04:10:21.338688+00:00','"The quay will be ready in May," Mayor Ada Holm said on Tuesday. "We will not wait for the harbour treaty."');
INSERT INTO "article" VALUES(6,'458d14c493eefaa01f498a73f53a620daa0955d4f48775b84d152f67af244f80','public','Tamm reports on the cable','Sample Briefings (invented)',NULL,NULL,NULL,NULL,'2026-11-26T04:10:37.626852+00:00','"The sea cable has carried its first light," Prime Minister Ilo Tamm said in Kivik. "Estmar and Norvale paid for the cable together."');
CREATE TABLE change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article INTEGER NOT NULL, 
	removed TEXT
);
INSERT INTO "change" VALUES(1,1,NULL);
INSERT INTO "change" VALUES(2,2,NULL);
INSERT INTO "change" VALUES(3,3,NULL);
INSERT INTO "change" VALUES(4,4,NULL);
INSERT INTO "change" VALUES(5,5,NULL);
INSERT INTO "change" VALUES(6,6,NULL);
CREATE TABLE entry (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	feed INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	mark VARCHAR NOT NULL, 
	found VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	attempts INTEGER NOT NULL, 
	retry VARCHAR, 
	content TEXT, 
	article INTEGER, 
	UNIQUE (feed, "key"), 
	FOREIGN KEY(feed) REFERENCES feed (id) ON DELETE CASCADE
);
INSERT INTO "entry" VALUES(1,1,'wire-3','m3','2026-11-25T21:00:00.000000+00:00','done',0,'2026-11-26T05:00:00.000000+00:00',NULL,2);
INSERT INTO "entry" VALUES(2,1,'wire-2','m2','2026-11-25T21:00:00.000000+00:00','refused',1,'2026-11-26T05:00:00.000000+00:00',NULL,NULL);
INSERT INTO "entry" VALUES(3,1,'wire-1','m1','2026-11-25T21:00:00.000000+00:00','pending',1,'2026-11-26T05:01:00.000000+00:00','{"key": "wire-1", "link": "https://feeds.example/1", "title": "Item 1", "published": "2026-11-26T04:00:00+00:00", "author": null, "html": null, "summary": "<p>Item 1 of the wire.</p>", "language": null, "mark": "m1"}',NULL);
CREATE TABLE feed (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	url TEXT NOT NULL, 
	address TEXT NOT NULL, 
	collection VARCHAR NOT NULL, 
	outlet TEXT, 
	title TEXT, 
	home TEXT, 
	added_by BIGINT, 
	added VARCHAR NOT NULL, 
	active INTEGER NOT NULL, 
	etag TEXT, 
	modified TEXT, 
	next_at VARCHAR NOT NULL, 
	last_success VARCHAR, 
	last_new VARCHAR, 
	failures INTEGER NOT NULL, 
	failing_since VARCHAR, 
	problem TEXT, 
	gone VARCHAR, 
	told VARCHAR, 
	UNIQUE (url, collection)
);
INSERT INTO "feed" VALUES(1,'https://feeds.example/harbour.xml','https://feeds.example/harbour.xml','public','Harbour Wire (invented)','Harbour Wire','https://feeds.example/',NULL,'2026-11-24T05:00:00.000000+00:00',1,'"v1"','Wed, 25 Nov 2026 20:00:00 GMT','2026-11-24T05:00:00.000000+00:00','2026-11-25T21:00:00.000000+00:00','2026-11-25T21:00:00.000000+00:00',0,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES(2,'https://feeds.example/old.xml','https://feeds.example/old.xml','public',NULL,NULL,NULL,NULL,'2026-11-24T05:00:00.000000+00:00',0,NULL,NULL,'2026-11-24T05:00:00.000000+00:00',NULL,NULL,0,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES(3,'https://feeds.example/members.json','https://feeds.example/members.json','members',NULL,'Members (invented)',NULL,7,'2026-11-26T05:00:00.000000+00:00',1,NULL,NULL,'2026-11-26T05:00:00.000000+00:00',NULL,NULL,1,'2026-11-26T05:00:00.000000+00:00','answered 404 Not Found',NULL,NULL);
CREATE TABLE outage (
	id INTEGER NOT NULL, 
	feed INTEGER NOT NULL, 
	since VARCHAR NOT NULL, 
	until VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(feed) REFERENCES feed (id) ON DELETE CASCADE
);
INSERT INTO "outage" VALUES(1,1,'2026-11-25T20:00:00.000000+00:00','2026-11-25T21:00:00.000000+00:00');
CREATE TABLE passage (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	FOREIGN KEY(article) REFERENCES article (id) ON DELETE CASCADE
);
INSERT INTO "passage" VALUES(1,1,0,374);
INSERT INTO "passage" VALUES(2,1,376,531);
INSERT INTO "passage" VALUES(3,1,533,837);
INSERT INTO "passage" VALUES(4,1,839,904);
INSERT INTO "passage" VALUES(5,1,906,1087);
INSERT INTO "passage" VALUES(6,1,1089,1128);
INSERT INTO "passage" VALUES(7,1,1130,1217);
INSERT INTO "passage" VALUES(8,2,0,323);
INSERT INTO "passage" VALUES(9,2,325,714);
INSERT INTO "passage" VALUES(10,2,716,882);
INSERT INTO "passage" VALUES(11,3,0,365);
INSERT INTO "passage" VALUES(12,4,0,409);
INSERT INTO "passage" VALUES(13,4,411,556);
INSERT INTO "passage" VALUES(14,5,0,107);
INSERT INTO "passage" VALUES(15,6,0,133);
CREATE TABLE person (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name TEXT NOT NULL, 
	organisation INTEGER NOT NULL
);
INSERT INTO "person" VALUES(1,'Elin Varga',0);
INSERT INTO "person" VALUES(2,'Ilo Tamm',0);
INSERT INTO "person" VALUES(3,'Marta Oling',0);
INSERT INTO "person" VALUES(4,'Joren Falk',0);
INSERT INTO "person" VALUES(5,'Estmar''s foreign ministry',1);
INSERT INTO "person" VALUES(6,'Lindesund Institute',1);
INSERT INTO "person" VALUES(7,'Ada Holm',0);
CREATE TABLE property (
	name VARCHAR NOT NULL, 
	value TEXT, 
	PRIMARY KEY (name)
);
INSERT INTO "property" VALUES('version','1');
CREATE TABLE speaks (
	passage INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	PRIMARY KEY (passage, person), 
	FOREIGN KEY(passage) REFERENCES passage (id) ON DELETE CASCADE, 
	FOREIGN KEY(person) REFERENCES person (id)
);
INSERT INTO "speaks" VALUES(2,1);
INSERT INTO "speaks" VALUES(7,2);
INSERT INTO "speaks" VALUES(3,2);
INSERT INTO "speaks" VALUES(1,1);
INSERT INTO "speaks" VALUES(5,1);
INSERT INTO "speaks" VALUES(10,5);
INSERT INTO "speaks" VALUES(10,6);
INSERT INTO "speaks" VALUES(9,3);
INSERT INTO "speaks" VALUES(8,1);
INSERT INTO "speaks" VALUES(9,1);
INSERT INTO "speaks" VALUES(9,4);
INSERT INTO "speaks" VALUES(11,2);
INSERT INTO "speaks" VALUES(13,2);
INSERT INTO "speaks" VALUES(12,1);
INSERT INTO "speaks" VALUES(12,3);
INSERT INTO "speaks" VALUES(14,7);
INSERT INTO "speaks" VALUES(15,2);
CREATE TABLE statement (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article INTEGER NOT NULL, 
	person INTEGER, 
	via INTEGER, 
	kind VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	mention TEXT, 
	cue TEXT, 
	confidence FLOAT NOT NULL, 
	question INTEGER NOT NULL, 
	FOREIGN KEY(article) REFERENCES article (id) ON DELETE CASCADE, 
	FOREIGN KEY(person) REFERENCES person (id), 
	FOREIGN KEY(via) REFERENCES person (id)
);
INSERT INTO "statement" VALUES(1,1,1,NULL,'direct','[[17, 96], [110, 374], [376, 531]]',17,531,'[0, 15]',NULL,1.0,0);
INSERT INTO "statement" VALUES(2,1,2,NULL,'direct','[[572, 718], [720, 837]]',572,837,'[533, 552]',NULL,1.0,0);
INSERT INTO "statement" VALUES(3,1,NULL,NULL,'direct','[[841, 904]]',841,904,'[839, 840]',NULL,1.0,1);
INSERT INTO "statement" VALUES(4,1,1,NULL,'direct','[[923, 1016], [1029, 1087]]',923,1087,'[906, 921]',NULL,1.0,0);
INSERT INTO "statement" VALUES(5,1,NULL,NULL,'direct','[[1091, 1128]]',1091,1128,'[1089, 1090]',NULL,1.0,1);
INSERT INTO "statement" VALUES(6,1,2,NULL,'direct','[[1151, 1217]]',1151,1217,'[1130, 1149]',NULL,1.0,0);
INSERT INTO "statement" VALUES(7,2,1,NULL,'indirect','[[51, 81]]',51,81,'[0, 31]','[42, 50]',9.73418772220611572265e-01,0);
INSERT INTO "statement" VALUES(8,2,1,NULL,'indirect','[[90, 147]]',90,147,'[0, 31]','[83, 89]',9.93694722652435302734e-01,0);
INSERT INTO "statement" VALUES(9,2,1,NULL,'direct','[[150, 214], [255, 323]]',150,323,'[215, 220]','[221, 225]',0.998109757900238,0);
INSERT INTO "statement" VALUES(10,2,3,NULL,'indirect','[[427, 501]]',427,501,'[390, 421]','[422, 426]',9.9622249603271484375e-01,0);
INSERT INTO "statement" VALUES(11,2,4,NULL,'direct','[[504, 609]]',504,609,'[610, 636]','[637, 641]',9.93349492549896240234e-01,0);
INSERT INTO "statement" VALUES(12,2,1,4,'indirect','[[526, 607]]',526,607,'[505, 520]','[521, 525]',9.71734642982482910156e-01,0);
INSERT INTO "statement" VALUES(13,2,4,NULL,'indirect','[[662, 713]]',662,713,'[653, 655]','[656, 661]',9.96689558029174804687e-01,0);
INSERT INTO "statement" VALUES(14,2,5,NULL,'indirect','[[751, 761]]',751,761,'[716, 741]','[742, 750]',8.89774203300476074218e-01,0);
INSERT INTO "statement" VALUES(15,2,6,NULL,'indirect','[[801, 882]]',801,882,'[776, 799]','[763, 775]',9.01303112506866455078e-01,0);
INSERT INTO "statement" VALUES(16,3,2,NULL,'direct','[[0, 142], [144, 296], [298, 365]]',0,365,NULL,NULL,1.0,0);
INSERT INTO "statement" VALUES(17,4,1,NULL,'indirect','[[30, 39], [50, 107]]',30,107,'[0, 20]','[21, 29]',9.91219043731689453125e-01,0);
INSERT INTO "statement" VALUES(18,4,1,NULL,'direct','[[110, 136], [180, 256]]',110,256,'[137, 142]','[143, 147]',9.95054841041564941406e-01,0);
INSERT INTO "statement" VALUES(19,4,3,NULL,'mixed','[[308, 350]]',308,350,'[258, 299]','[301, 307]',9.86587107181549072265e-01,0);
INSERT INTO "statement" VALUES(20,4,3,NULL,'indirect','[[360, 408]]',360,408,'[351, 354]','[355, 359]',9.92369413375854492187e-01,0);
INSERT INTO "statement" VALUES(21,4,2,NULL,'indirect','[[454, 485]]',454,485,'[411, 444]','[445, 453]',9.21711504459381103515e-01,0);
INSERT INTO "statement" VALUES(22,4,2,NULL,'indirect','[[495, 555]]',495,555,'[487, 489]','[490, 494]',9.88497674465179443359e-01,0);
INSERT INTO "statement" VALUES(23,5,7,NULL,'direct','[[0, 32], [65, 107]]',0,107,'[33, 47]','[48, 52]',9.971446990966796875e-01,0);
INSERT INTO "statement" VALUES(24,6,2,NULL,'direct','[[0, 44], [84, 133]]',0,133,'[45, 68]','[69, 73]',9.96461331844329833984e-01,0);
CREATE INDEX ix_article_day ON article (day);
CREATE INDEX person_lower ON person (lower(name));
CREATE INDEX ix_person_name ON person (name);
CREATE INDEX ix_address_url ON address (url);
CREATE INDEX ix_address_article ON address (article);
CREATE INDEX ix_passage_article ON passage (article);
CREATE INDEX alias_lower ON alias (lower(name));
CREATE INDEX statement_by_place ON statement (article, start, "end");
CREATE INDEX ix_statement_article ON statement (article);
CREATE INDEX ix_statement_person ON statement (person);
CREATE INDEX ix_outage_feed ON outage (feed);
CREATE INDEX entry_pending ON entry (feed, state, id);
CREATE INDEX ix_speaks_person ON speaks (person);
CREATE INDEX speaks_by_person ON speaks (person, passage);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('article',6);
INSERT INTO "sqlite_sequence" VALUES('passage',15);
INSERT INTO "sqlite_sequence" VALUES('person',7);
INSERT INTO "sqlite_sequence" VALUES('statement',24);
INSERT INTO "sqlite_sequence" VALUES('change',6);
INSERT INTO "sqlite_sequence" VALUES('feed',3);
INSERT INTO "sqlite_sequence" VALUES('entry',3);
COMMIT;
