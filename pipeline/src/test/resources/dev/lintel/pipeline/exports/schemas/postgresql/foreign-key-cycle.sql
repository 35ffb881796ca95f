-- Tables that reference each other in a circle, and one that references itself.
CREATE TABLE hen (id bigint PRIMARY KEY, egg_id bigint, CONSTRAINT fk_hen_egg FOREIGN KEY (egg_id) REFERENCES egg (id));
CREATE TABLE egg (id bigint PRIMARY KEY, hen_id bigint REFERENCES hen (id));
CREATE TABLE boss (id bigint PRIMARY KEY, boss_id bigint REFERENCES boss (id));
