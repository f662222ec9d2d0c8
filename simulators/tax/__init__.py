"""The tax office's system: assessment, declaration, payment and certificates. SOAP 1.1, document/literal."""
