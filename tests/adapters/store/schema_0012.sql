BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0012');
CREATE TABLE coding_steps (
	number INTEGER NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	exercise TEXT NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	at DATETIME NOT NULL, 
	code TEXT DEFAULT '' NOT NULL, 
	verdict TEXT DEFAULT '' NOT NULL, level VARCHAR(16), 
	CONSTRAINT pk_coding_steps PRIMARY KEY (number)
);
INSERT INTO "coding_steps" VALUES(1,'s1','merge-sorted-streams','submitted','2026-03-04 12:00:00.000000','def merge(streams): ...','','staff');
CREATE TABLE corrections (
	document_sha256 VARCHAR(64) NOT NULL, 
	profile TEXT NOT NULL, 
	CONSTRAINT pk_corrections PRIMARY KEY (document_sha256), 
	CONSTRAINT fk_corrections_document_sha256 FOREIGN KEY(document_sha256) REFERENCES documents (sha256) ON DELETE CASCADE
);
INSERT INTO "corrections" VALUES('cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','{"language":"en"}');
CREATE TABLE documents (
	sha256 VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	data BLOB NOT NULL, 
	CONSTRAINT pk_documents PRIMARY KEY (sha256)
);
INSERT INTO "documents" VALUES('cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','cv.pdf',X'00FF6376');
INSERT INTO "documents" VALUES('dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd','job.txt',X'6A6F62');
CREATE TABLE lab_runs (
	id VARCHAR(64) NOT NULL, 
	scenario TEXT NOT NULL, 
	seed BIGINT NOT NULL, 
	study BOOLEAN NOT NULL, 
	begun_at DATETIME NOT NULL, paced BOOLEAN DEFAULT 0 NOT NULL, level VARCHAR(16), 
	CONSTRAINT pk_lab_runs PRIMARY KEY (id)
);
INSERT INTO "lab_runs" VALUES('b1','seconds-not-hours',1099511627776,1,'2026-03-05 12:00:00.000000',1,'staff');
CREATE TABLE lab_steps (
	run_id VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	line TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_lab_steps PRIMARY KEY (run_id, number), 
	CONSTRAINT fk_lab_steps_run_id FOREIGN KEY(run_id) REFERENCES lab_runs (id) ON DELETE CASCADE
);
INSERT INTO "lab_steps" VALUES('b1',1,'look features','2026-03-05 12:00:00.000000');
INSERT INTO "lab_steps" VALUES('b1',2,'undo','2026-03-05 12:00:00.000000');
CREATE TABLE loop_slots (
	loop_id VARCHAR(64) NOT NULL, 
	place INTEGER NOT NULL, 
	focus TEXT NOT NULL, 
	question TEXT NOT NULL, 
	round_id VARCHAR(64), 
	CONSTRAINT pk_loop_slots PRIMARY KEY (loop_id, place), 
	CONSTRAINT fk_loop_slots_loop_id FOREIGN KEY(loop_id) REFERENCES loops (id) ON DELETE CASCADE, 
	CONSTRAINT fk_loop_slots_round_id FOREIGN KEY(round_id) REFERENCES rounds (id) ON DELETE SET NULL
);
CREATE TABLE loops (
	id VARCHAR(64) NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	level VARCHAR(32) NOT NULL, 
	report TEXT DEFAULT '' NOT NULL, 
	started_at DATETIME NOT NULL, 
	CONSTRAINT pk_loops PRIMARY KEY (id)
);
CREATE TABLE reports (
	id VARCHAR(64) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	created_at DATETIME NOT NULL, 
	cv_sha256 VARCHAR(64) NOT NULL, 
	posting_sha256 VARCHAR(64) NOT NULL, 
	options TEXT NOT NULL, 
	title TEXT DEFAULT '' NOT NULL, 
	report TEXT DEFAULT '' NOT NULL, 
	error TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_reports PRIMARY KEY (id), 
	CONSTRAINT ck_reports_state CHECK (state IN ('accepted', 'done', 'failed')), 
	CONSTRAINT fk_reports_cv_sha256 FOREIGN KEY(cv_sha256) REFERENCES documents (sha256), 
	CONSTRAINT fk_reports_posting_sha256 FOREIGN KEY(posting_sha256) REFERENCES documents (sha256)
);
INSERT INTO "reports" VALUES('r1','accepted','2026-03-01 12:00:00.123456','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd','{"made_on": "2026-03-01", "interview_on": null, "hours_a_day": 2.0}','','','');
INSERT INTO "reports" VALUES('r2','done','2026-03-02 12:00:00.123456','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd','{"made_on": "2026-03-01", "interview_on": null, "hours_a_day": 2.0}','Ada: ML engineer','{"schema_version":1}','');
CREATE TABLE rounds (
	id VARCHAR(64) NOT NULL, 
	question TEXT NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	level VARCHAR(32) NOT NULL, 
	minutes INTEGER NOT NULL, 
	started_at DATETIME NOT NULL, persona VARCHAR(32) DEFAULT '' NOT NULL, report TEXT DEFAULT '' NOT NULL, submission TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_rounds PRIMARY KEY (id)
);
INSERT INTO "rounds" VALUES('m1','ad-budgets-gone-by-noon','ml_engineer','senior',45,'2026-03-01 12:00:00.000000','staff_engineer','r2','s1');
CREATE TABLE turns (
	round_id VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	text TEXT NOT NULL, 
	about TEXT DEFAULT '' NOT NULL, 
	at DATETIME NOT NULL, paused INTEGER DEFAULT '0' NOT NULL, delivery TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_turns PRIMARY KEY (round_id, number), 
	CONSTRAINT fk_turns_round_id FOREIGN KEY(round_id) REFERENCES rounds (id) ON DELETE CASCADE
);
INSERT INTO "turns" VALUES('m1',1,'question','How would you?','','2026-03-01 12:00:00.000000',0,'');
INSERT INTO "turns" VALUES('m1',2,'answer','I would pace.','','2026-03-01 12:05:00.000000',60,'{"words":130,"seconds":52.4,"fillers":3,"pauses":1,"first_number":8.2}');
CREATE INDEX ix_reports_cv_sha256 ON reports (cv_sha256);
CREATE INDEX ix_reports_created_at ON reports (created_at);
CREATE INDEX ix_reports_posting_sha256 ON reports (posting_sha256);
CREATE INDEX ix_rounds_started_at ON rounds (started_at);
CREATE INDEX ix_loops_started_at ON loops (started_at);
CREATE INDEX ix_coding_steps_id ON coding_steps (id);
CREATE INDEX ix_coding_steps_exercise ON coding_steps (exercise);
CREATE INDEX ix_lab_runs_begun_at ON lab_runs (begun_at);
COMMIT;
