-- A view may have columns of types that no table has.
CREATE TABLE Viewed (Id INT64, Text STRING(MAX)) PRIMARY KEY (Id);
CREATE VIEW Structs SQL SECURITY INVOKER AS
  SELECT STRUCT(v.Id AS A, v.Text AS B) AS One, ARRAY(SELECT AS STRUCT w.Id FROM Viewed AS w) AS Many FROM Viewed AS v;
