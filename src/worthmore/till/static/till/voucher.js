// What a code takes off a sale, in whole cents. The same with and without a line.

// Each line with what is taken off one piece (`off`). An amount is taken off in shares of the prices; the cents that
// are left over come off single pieces, so that the whole amount is taken and never more.
export function takenOff(voucher, lines) {
  const rows = lines.map((line) => ({ ...line, off: 0 }));
  if (!voucher) return rows;
  const covered = rows.filter((line) => covers(voucher, line));
  const total = covered.reduce((sum, line) => sum + line.price * line.quantity, 0);
  if (voucher.percent) for (const line of covered) line.off = Math.floor((line.price * voucher.percent) / 100);
  if (voucher.percent || total < voucher.from_total || !total) return rows;
  for (const line of covered) line.off = Math.floor((voucher.amount * line.price) / total);
  return spread(rows, covered, voucher.amount - covered.reduce((sum, line) => sum + line.off * line.quantity, 0));
}

// Why a code takes nothing off this sale: "" where it does.
export function wontDo(voucher, sale, day) {
  if (voucher.until && voucher.until < day) return "over";
  if (voucher.used) return "used";
  if (voucher.once === "customer" && !sale.customer) return "card";
  return "";
}

function covers(voucher, line) {
  return line.currency === voucher.currency && (!voucher.products || voucher.products.includes(line.product));
}

function spread(rows, covered, cents) {
  const parted = [];
  for (const row of rows) {
    const more = covered.includes(row) && row.off < row.price ? Math.min(cents, row.quantity) : 0;
    cents -= more;
    if (more) parted.push({ ...row, quantity: more, off: row.off + 1 });
    if (row.quantity > more) parted.push({ ...row, quantity: row.quantity - more });
  }
  return parted;
}
