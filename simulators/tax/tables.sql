-- The tax office's store. Its own words: zrr = natural person, qq = request, hj = assessment, sb = declaration,
-- sbmx = its lines, jf = payment, pz = certificate. Amounts are fen here and yuan in messages.
CREATE TABLE IF NOT EXISTS swj_zrr (
    zjhm   text PRIMARY KEY,
    zrrdah text NOT NULL UNIQUE,
    xm     text NOT NULL
);
CREATE TABLE IF NOT EXISTS swj_qq (
    qqlsh  text PRIMARY KEY,
    cz     text NOT NULL,
    digest text NOT NULL,
    bgsj   timestamptz NOT NULL,
    ydlsh  text NOT NULL UNIQUE,
    nr     json NOT NULL,
    due_at timestamptz NOT NULL
);
CREATE TABLE IF NOT EXISTS swj_hj (
    hjbh   text PRIMARY KEY,
    qqlsh  text NOT NULL UNIQUE,
    bdcdyh text NOT NULL,
    mj     numeric(8, 1) NOT NULL,
    pgje   bigint NOT NULL,
    htje   bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS swj_sb (
    sbbh   text PRIMARY KEY,
    qqlsh  text NOT NULL UNIQUE,
    szdm   text NOT NULL,
    hjbh   text NOT NULL REFERENCES swj_hj,
    bdcdyh text NOT NULL,
    hjse   bigint NOT NULL,
    jkqq   text
);
CREATE TABLE IF NOT EXISTS swj_sbmx (
    sbbh   text NOT NULL REFERENCES swj_sb,
    hh     integer NOT NULL,
    zjhm   text NOT NULL REFERENCES swj_zrr,
    zsxmdm text NOT NULL,
    jsyj   bigint NOT NULL,
    sl     numeric(5, 4) NOT NULL,
    ynse   bigint NOT NULL,
    jmdm   text,
    PRIMARY KEY (sbbh, hh)
);
CREATE TABLE IF NOT EXISTS swj_jf (
    qqlsh text PRIMARY KEY,
    jfckh text NOT NULL,
    zje   bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS swj_pz (
    pzhm text PRIMARY KEY,
    pzlx text NOT NULL,
    sbbh text NOT NULL REFERENCES swj_sb,
    zjhm text NOT NULL,
    je   bigint NOT NULL,
    UNIQUE (sbbh, zjhm)
);
