"""Tests of the simulators: each program is started as in a demo, and killed as by bad luck."""
