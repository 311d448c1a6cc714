// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/documents/signature_paper.h"

#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

using doc::Align;

const ReconSignoff* signedAs(const std::vector<ReconSignoff>& signoffs, const char* duty)
{
    const auto found = std::find_if(signoffs.begin(), signoffs.end(), [duty](const ReconSignoff& one) { return !one.voided && one.duty == duty; });
    return found == signoffs.end() ? nullptr : &*found;
}

} // namespace

void addSignatures(Document& document, const DocumentFrame& frame, const std::vector<ReconSignoff>& signoffs)
{
    addHeading(document, "document.signoffs");
    doc::Table table;
    table.columns = {{words("document.duty"), Align::Left, 16}, {words("document.person"), Align::Left, 26}, {words("document.at"), Align::Left, 22},
        {words("document.note"), Align::Left, 46}};
    for (const char* duty : {"preparer", "reviewer"}) {
        const std::string as = words("document.duty." + std::string(duty));
        const ReconSignoff* signoff = signedAs(signoffs, duty);
        if (signoff == nullptr)
            table.rows.push_back({as, words("document.not_signed"), "–", ""});
        else
            table.rows.push_back({as, nameOf(frame, signoff->person), stamp(signoff->at), signoff->note});
    }
    for (const ReconSignoff& signoff : signoffs) {
        if (signoff.voided)
            table.rows.push_back({words("document.duty." + signoff.duty), nameOf(frame, signoff.person), stamp(signoff.at), words("document.voided")});
    }
    document.blocks.emplace_back(std::move(table));
}

bool signedByBoth(const std::vector<ReconSignoff>& signoffs) { return signedAs(signoffs, "preparer") != nullptr && signedAs(signoffs, "reviewer") != nullptr; }

std::string signatureText(const DocumentFrame& frame, const FiguresSignoff* signoff)
{
    if (signoff == nullptr)
        return words("document.not_signed");
    const std::string cause = signoff->category.empty() ? "" : texts::sentence(("recon.cause." + signoff->category).c_str()) + ": ";
    return nameOf(frame, signoff->by) + ", " + stamp(signoff->at) + ", " + cause + signoff->note;
}

} // namespace oxseal
