"""Rules of cases, pure: scope, readiness of steps, four eyes, obstacles, lines to pay."""
