-- The registry's own register. fw = house, qlr = owner, dy = mortgage, sq = request in work, db = entry.
CREATE TABLE IF NOT EXISTS dj_fw (
    bdcdyh      varchar(28) PRIMARY KEY,
    zsh         text NOT NULL UNIQUE,
    zl          text NOT NULL,
    mj          numeric(10, 2) NOT NULL,
    yt          text NOT NULL,
    tdxz        text NOT NULL DEFAULT '102',
    tdzzrq      date NOT NULL,
    cfzt        smallint NOT NULL,
    yyzt        smallint NOT NULL,
    qdrq        date NOT NULL,
    is_mirrored boolean NOT NULL DEFAULT false
);
CREATE INDEX IF NOT EXISTS dj_fw_dirty ON dj_fw (bdcdyh) WHERE NOT is_mirrored;
CREATE TABLE IF NOT EXISTS dj_qlr (
    bdcdyh varchar(28) NOT NULL REFERENCES dj_fw,
    xh     smallint NOT NULL,
    xm     text NOT NULL,
    zjlx   text NOT NULL,
    zjhm   text NOT NULL,
    gyfs   text NOT NULL,
    fz     integer,
    fm     integer,
    PRIMARY KEY (bdcdyh, xh)
);
CREATE TABLE IF NOT EXISTS dj_dy (
    dybh    text PRIMARY KEY,
    bdcdyh  varchar(28) NOT NULL REFERENCES dj_fw,
    dyqr    text NOT NULL,
    bdbzqse numeric(14, 4) NOT NULL,
    djrq    date NOT NULL,
    zrxd    smallint NOT NULL
);
CREATE TABLE IF NOT EXISTS dj_sq (
    sqbh      text PRIMARY KEY,
    xh        bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    ywlx      text NOT NULL,
    bgsj      timestamptz NOT NULL,
    nr        text NOT NULL,
    bb        integer NOT NULL,
    switch    jsonb NOT NULL,
    due_at    timestamptz NOT NULL,
    answer    jsonb,
    rows      jsonb,
    handed_at timestamptz
);
CREATE INDEX IF NOT EXISTS dj_sq_waiting ON dj_sq (xh) WHERE handed_at IS NULL;
CREATE TABLE IF NOT EXISTS dj_db (
    dbh    text PRIMARY KEY,
    sqbh   text NOT NULL UNIQUE REFERENCES dj_sq,
    bdcdyh varchar(28) NOT NULL REFERENCES dj_fw,
    zsh    text NOT NULL UNIQUE,
    yzsh   text NOT NULL,
    jyje   numeric(15, 2) NOT NULL,
    htbah  text NOT NULL,
    dbsj   timestamptz NOT NULL
);
