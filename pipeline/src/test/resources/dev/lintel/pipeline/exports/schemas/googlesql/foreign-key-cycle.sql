-- Tables that reference each other in a circle, and one that references itself.
CREATE TABLE Hen (Id INT64, EggId INT64, CONSTRAINT FK_HenEgg FOREIGN KEY (EggId) REFERENCES Egg (Id)) PRIMARY KEY (Id);
CREATE TABLE Egg (Id INT64, HenId INT64, CONSTRAINT FK_EggHen FOREIGN KEY (HenId) REFERENCES Hen (Id)) PRIMARY KEY (Id);
CREATE TABLE Boss (Id INT64, BossId INT64, FOREIGN KEY (BossId) REFERENCES Boss (Id)) PRIMARY KEY (Id);
