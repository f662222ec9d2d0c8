-- The front-end database of the registry, interface version 1. Both sides poll it; the registry owns its shape.
CREATE TABLE IF NOT EXISTS qz_bb (
    wy   boolean PRIMARY KEY DEFAULT true CHECK (wy),
    bb   integer NOT NULL DEFAULT 1,
    gxsj timestamptz NOT NULL DEFAULT now()
);
INSERT INTO qz_bb DEFAULT VALUES ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS qz_fw (
    bdcdyh varchar(28) PRIMARY KEY,
    zsh    text NOT NULL,
    zl     text NOT NULL,
    mj     numeric(10, 2) NOT NULL,
    yt     text NOT NULL,
    tdxz   text NOT NULL,
    tdzzrq date NOT NULL,
    cfzt   smallint NOT NULL CHECK (cfzt IN (0, 1)),
    yyzt   smallint NOT NULL CHECK (yyzt IN (0, 1)),
    qdrq   date NOT NULL
);
CREATE TABLE IF NOT EXISTS qz_qlr (
    bdcdyh varchar(28) NOT NULL REFERENCES qz_fw,
    xh     smallint NOT NULL,
    xm     text NOT NULL,
    zjlx   text NOT NULL,
    zjhm   text NOT NULL,
    gyfs   text NOT NULL,
    fz     integer,
    fm     integer,
    PRIMARY KEY (bdcdyh, xh)
);
CREATE TABLE IF NOT EXISTS qz_dy (
    dybh    text PRIMARY KEY,
    bdcdyh  varchar(28) NOT NULL REFERENCES qz_fw,
    dyqr    text NOT NULL,
    bdbzqse numeric(14, 4) NOT NULL,
    djrq    date NOT NULL,
    zrxd    smallint NOT NULL CHECK (zrxd IN (0, 1, 2))
);
CREATE TABLE IF NOT EXISTS qz_sq (
    sqbh text PRIMARY KEY,
    xh   bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    ywlx text NOT NULL,
    bgsj timestamptz NOT NULL,
    nr   text NOT NULL,
    zt   smallint NOT NULL DEFAULT 0 CHECK (zt IN (0, 1)),
    tjsj timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS qz_sq_new ON qz_sq (xh) WHERE zt = 0;
CREATE TABLE IF NOT EXISTS qz_jg (
    ydbh   text PRIMARY KEY,
    xh     bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    sqbh   text NOT NULL,
    jgdm   text NOT NULL,
    bdcdyh text,
    jyje   numeric(15, 2),
    dbh    text,
    zsh    text,
    dbsj   timestamptz,
    yy     text,
    qbz    smallint NOT NULL DEFAULT 0 CHECK (qbz IN (0, 1))
);
CREATE INDEX IF NOT EXISTS qz_jg_new ON qz_jg (xh) WHERE qbz = 0;
