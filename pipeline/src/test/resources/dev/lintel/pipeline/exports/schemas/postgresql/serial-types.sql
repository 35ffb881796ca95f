-- Names of identity columns.
CREATE TABLE serials (
  a bigserial PRIMARY KEY, b serial, c smallserial, d serial2, e serial4, f serial8
);
