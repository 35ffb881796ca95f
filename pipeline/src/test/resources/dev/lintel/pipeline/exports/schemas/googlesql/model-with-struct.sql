-- The columns of a model may be structs.
CREATE TABLE Modelled (Id INT64) PRIMARY KEY (Id);
CREATE MODEL Predictions
  INPUT (Features STRUCT<Age INT64, Name STRING(MAX)>, History ARRAY<STRUCT<Paid BOOL>>)
  OUTPUT (Score FLOAT64)
  REMOTE OPTIONS (endpoint = '//aiplatform.googleapis.com/projects/p/locations/l/endpoints/e');
