BEGIN TRANSACTION;
CREATE TABLE entry (
	id TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "entry" VALUES('edited');
INSERT INTO "entry" VALUES('deleted');
CREATE TABLE revision (
	line INTEGER NOT NULL, 
	entry_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	change TEXT NOT NULL, 
	recorded_at TEXT NOT NULL, 
	day TEXT, 
	body TEXT, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (line), 
	CONSTRAINT one_revision_of_each_number UNIQUE (entry_id, number), 
	CONSTRAINT revisions_count_from_one CHECK (number >= 1), 
	CONSTRAINT a_known_change CHECK (change IN ('added', 'edited', 'deleted')), 
	CONSTRAINT only_a_deletion_has_no_body CHECK ((change = 'deleted') = (body IS NULL)), 
	FOREIGN KEY(entry_id) REFERENCES entry (id)
);
INSERT INTO "revision" VALUES(1,'edited',1,'added','2026-11-26T18:30:01.250000+00:00','2026-11-25','{"id":"edited","at":"2026-11-25T23:45:00+01:00","zone":"Europe/Paris"}','cfa83afa98fb3af39b203ed161e0d411bb3b9a72281a1e2a4e4cf3204dfcd55f');
INSERT INTO "revision" VALUES(2,'deleted',1,'added','2026-11-26T18:30:01.250000+00:00','2026-11-26','{"id":"deleted","at":"2026-11-26T08:00:00Z"}','f0a287c80960e5255e08ac971eed8ca7bf127eadb23529f41cb93d497a43cdcf');
INSERT INTO "revision" VALUES(3,'edited',2,'edited','2026-11-26T18:30:01.250000+00:00','2026-11-25','{"id":"edited","at":"2026-11-25T23:45:00+01:00","zone":"Europe/Paris","pains":[{"nrs":0,"site":"low_back"},{"nrs":6.5,"site":"between_shoulder_blades","side":"left","qualities":["burning"]}],"sleep_hours":6.25,"remedies":[],"measures":{"sitting_hours":9.5},"note":"A line, \"quoted\";\nand another: é \\ \u0000"}','b4a291d9160bb3a62e60917acc74d0407ba6b192892cafb23c104594fabd55fc');
INSERT INTO "revision" VALUES(4,'deleted',2,'deleted','2026-11-26T18:30:01.250000+00:00',NULL,NULL,'e3e1e6f2463af907fe9df892f5215b4d5adb43e916b963336a9a060d44bf25cc');
CREATE TABLE rhomboid_schema (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT rhomboid_schema_pkc PRIMARY KEY (version_num)
);
INSERT INTO "rhomboid_schema" VALUES('0001');
CREATE TRIGGER entry_refuses_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END;
CREATE TRIGGER entry_refuses_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END;
CREATE TRIGGER revision_refuses_update BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END;
CREATE TRIGGER revision_refuses_delete BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END;
COMMIT;
