/** What the sources say about messages: the doc comments of classes and fields, which do not exist at run time. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Class name → { text, fields: field name → text }, of every class below the folders `events` and `commands`. */
export function readComments(sourceFolder) {
  const classes = new Map();
  for (const folder of ['events', 'commands']) {
    const names = readdirSync(join(sourceFolder, folder)).filter((name) => name.endsWith('.ts'));
    for (const name of names) collect(join(sourceFolder, folder, name), classes);
  }
  return classes;
}

function collect(file, classes) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  for (const node of source.statements.filter(
    (statement) => ts.isClassDeclaration(statement) && statement.name,
  )) {
    const properties = node.members.filter((member) => ts.isPropertyDeclaration(member));
    classes.set(node.name.text, {
      text: commentOf(node),
      fields: new Map(properties.map((property) => [property.name.getText(source), commentOf(property)])),
    });
  }
}

/** The text of the last doc comment before a node, on one line; empty without one. */
function commentOf(node) {
  const comment = node.jsDoc?.at(-1)?.comment;
  return (ts.getTextOfJSDocComment(comment) ?? '').replaceAll(/\s+/g, ' ').trim();
}
