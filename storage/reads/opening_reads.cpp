// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/opening_reads.h"

#include "storage/crypto/hash.h"
#include "storage/reads/recon_reads.h"

#include <algorithm>
#include <tuple>

namespace oxseal {

const OpeningSignoff* OpeningView::signedAs(std::string_view duty) const
{
    for (auto signoff = signoffs.rbegin(); signoff != signoffs.rend(); ++signoff) {
        if (signoff->duty == duty && signoff->digest == digest)
            return &*signoff;
    }
    return nullptr;
}

Result<OpeningView> openingView(Database& db, const ReconRow& row, const Period& period, const std::vector<ReconLineRow>& lines)
{
    OpeningView out;
    recon::OpeningStatement& stated = out.statement;
    stated.entity = row.entity;
    stated.account = row.account;
    stated.currency = row.currency;
    stated.digits = row.digits;
    stated.asOf = period.first.plus(-1);
    stated.bank = row.bankOpening;
    stated.books = row.booksOpening;
    for (const ReconLineRow& line : lines) {
        if (!line.carried)
            continue;
        recon::OpenItem item;
        item.key = line.key;
        item.origin = line.origin;
        item.amount = line.amount;
        item.date = line.day;
        item.reference = line.reference;
        item.description = line.description;
        stated.items.push_back(std::move(item));
    }
    // The same whatever order they are laid out in.
    std::sort(stated.items.begin(), stated.items.end(), [](const recon::OpenItem& a, const recon::OpenItem& b) {
        return std::tie(a.origin, a.date.number, a.key) < std::tie(b.origin, b.date.number, b.key);
    });
    OXSEAL_TRY(stated, recon::sumOpening(std::move(stated)));
    out.digest = sha256(canonicalJson(recon::openingJson(stated)));
    OXSEAL_TRY(out.signoffs, opening_repo::signoffs(db, row.id));
    out.state = out.signedAs("preparer") == nullptr ? "open" : out.signedAs("reviewer") == nullptr ? "prepared" : "reviewed";
    return out;
}

} // namespace oxseal
