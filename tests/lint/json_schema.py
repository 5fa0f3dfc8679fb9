# SPDX-License-Identifier: MIT
"""Validates JSON files against a JSON Schema; exit 77 (skip) without the jsonschema module.

usage: json_schema.py SCHEMA FILE...
"""
import json
import sys

try:
    import jsonschema
except ImportError:
    print('jsonschema is not installed')
    sys.exit(77)


def refuse_float(text):
    raise ValueError('a float: ' + text)


def main(schema_path, paths):
    with open(schema_path, encoding='utf-8') as stream:
        schema = json.load(stream)
    validator_class = jsonschema.validators.validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)
    failures = 0
    for path in paths:
        with open(path, encoding='utf-8') as stream:
            document = json.load(stream, parse_float=refuse_float)
        for error in validator.iter_errors(document):
            failures += 1
            print('%s: %s: %s' % (path, '/'.join(map(str, error.absolute_path)), error.message))
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2:]))
