"""How messages travel: signed REST, SOAP, a front-end database. They know no message's meaning and keep nothing."""
