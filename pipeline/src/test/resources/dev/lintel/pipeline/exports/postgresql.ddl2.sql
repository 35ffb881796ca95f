CREATE CHANGE STREAM everything FOR ALL WITH (retention_period = '2d');
CREATE CHANGE STREAM "some/stream" FOR root, branch (note), "Mixed Case" ("a/b"), people ();
CREATE CHANGE STREAM idle;
