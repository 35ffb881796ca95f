-- The child is interleaved; in its parent.
CREATE TABLE Parent (
  ParentId INT64 NOT NULL,
  Note STRING(MAX) DEFAULT ('a; b'),
) PRIMARY KEY (ParentId);

CREATE TABLE Child (
  ParentId INT64 NOT NULL,
  ChildId INT64 NOT NULL,
) PRIMARY KEY (ParentId, ChildId),
  INTERLEAVE IN PARENT Parent ON DELETE CASCADE;
