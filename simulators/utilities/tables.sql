-- The companies' store. zh = account, gh = transfer of an account. kind is water, power or gas.
CREATE TABLE IF NOT EXISTS gs_zh (
    kind      text NOT NULL,
    unit_no   text NOT NULL,
    zhh       text NOT NULL UNIQUE,
    name      text NOT NULL,
    id_number text NOT NULL,
    PRIMARY KEY (kind, unit_no)
);
CREATE TABLE IF NOT EXISTS gs_gh (
    kind       text NOT NULL,
    request_no text NOT NULL,
    sequence   bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    digest     text NOT NULL,
    request    jsonb NOT NULL,
    answer     jsonb NOT NULL,
    office_at  timestamptz NOT NULL,
    due_at     timestamptz NOT NULL,
    PRIMARY KEY (kind, request_no)
);
