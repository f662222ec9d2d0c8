-- The housing department's store. Its own words: fw = house, cq = ownership, htba = contract filing, hd = answer sent back.
CREATE TABLE IF NOT EXISTS zj_fw (
    unit_no  text PRIMARY KEY,
    cert_no  text NOT NULL,
    location text NOT NULL,
    area     numeric(8, 1) NOT NULL,
    use_code text NOT NULL,
    sealed   boolean NOT NULL
);
CREATE TABLE IF NOT EXISTS zj_cq (
    unit_no   text NOT NULL REFERENCES zj_fw,
    id_number text NOT NULL,
    name      text NOT NULL,
    share     text NOT NULL,
    PRIMARY KEY (unit_no, id_number)
);
CREATE INDEX IF NOT EXISTS zj_cq_id_number ON zj_cq (id_number);
CREATE TABLE IF NOT EXISTS zj_cx (
    request_no text PRIMARY KEY,
    digest     text NOT NULL,
    query_no   text NOT NULL UNIQUE,
    office_at  timestamptz NOT NULL,
    answer     jsonb NOT NULL
);
CREATE TABLE IF NOT EXISTS zj_htba (
    sequence     bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    request_no   text PRIMARY KEY,
    digest       text NOT NULL,
    ticket       text NOT NULL UNIQUE,
    contract     jsonb NOT NULL,
    callback_url text NOT NULL,
    office_at    timestamptz NOT NULL,
    switch       jsonb NOT NULL,
    due_at       timestamptz NOT NULL,
    answer       jsonb,
    filing_no    text UNIQUE
);
CREATE INDEX IF NOT EXISTS zj_htba_waiting ON zj_htba (due_at) WHERE answer IS NULL;
CREATE TABLE IF NOT EXISTS zj_hd (
    answer_no    text PRIMARY KEY,
    request_no   text NOT NULL REFERENCES zj_htba,
    callback_url text NOT NULL,
    version      text NOT NULL,
    body         text NOT NULL,
    copies_left  integer NOT NULL,
    tries        integer NOT NULL DEFAULT 0,
    next_try_at  timestamptz NOT NULL DEFAULT now(),
    delivered_at timestamptz
);
CREATE INDEX IF NOT EXISTS zj_hd_waiting ON zj_hd (next_try_at) WHERE copies_left > 0;
CREATE TABLE IF NOT EXISTS zj_nonce (
    nonce   text PRIMARY KEY,
    seen_at timestamptz NOT NULL DEFAULT now()
);
