CREATE CHANGE STREAM Everything FOR ALL OPTIONS (retention_period = '2d');
CREATE CHANGE STREAM SomeStream FOR Root, Branch (Note), People ();
CREATE CHANGE STREAM Idle;
