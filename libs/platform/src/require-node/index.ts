/** The oldest Node that the program runs on. */
const oldest = 24;

// Imported before all else by what is started without npm: there the machine's own Node runs, which may be any.
if (Number(process.versions.node.split('.')[0]) < oldest) {
  const cure = `use Node ${String(oldest)} or later, or the one that comes as a package: npx node FILE`;
  process.stderr.write(`Node ${process.version} is too old: ${cure}\n`);
  process.exit(1);
}
