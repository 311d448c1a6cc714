// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reconcile_verbs.h"
#include "models/core/money.h"
#include "storage/reads/sheet_report.h"
#include "storage/texts/texts.h"

namespace oxseal::cli {

Result<int> checkSheetVerb(Call& call)
{
    OXSEAL_TRY(const std::string file, call.required("--file"));
    OXSEAL_TRY(const auto workspace, call.open(true));
    OXSEAL_TRY(const ReconRow row, chosenReconciliation(call, *workspace));
    OXSEAL_TRY(const SheetReport report, checkSpreadsheet(*workspace, row.id, file, call.value("--sheet").value_or("")));
    const auto money = [&](const std::optional<std::int64_t>& minor) { return minor ? Json(formatMinor(*minor, row.digits)) : Json(); };
    const auto shown = [&](const std::optional<std::int64_t>& minor) { return minor ? formatAmount(*minor, row.digits) : std::string("–"); };
    Json::Array findings;
    std::string text = texts::sentence("sheet.head", {report.fileName, std::to_string(report.cells), std::to_string(report.findings.size())});
    for (const recon::SheetFinding& finding : report.findings) {
        findings.push_back(Json().set("fault", recon::name(finding.fault)).set("cell", finding.cell).set("what", finding.what).set("shown", money(finding.shown)).set("expected", money(finding.expected)));
        text += "\n" + texts::sentence("sheet.line", {finding.cell.empty() ? "–" : finding.cell, texts::sentence((std::string("sheet.fault.") + recon::name(finding.fault)).c_str()),
                          finding.what, shown(finding.shown), shown(finding.expected)});
    }
    if (!report.formulas)
        text += "\n" + texts::sentence("sheet.no_formulas");
    Json json;
    json.set("file", report.fileName).set("sheet", report.sheet).set("sha256", report.sha256.hex()).set("formulas", report.formulas);
    json.set("cells", static_cast<std::int64_t>(report.cells));
    call.print(json.set("findings", Json(std::move(findings))), text);
    return call.flag("--fail-on-findings") && !report.findings.empty() ? kNegative : kDone;
}

} // namespace oxseal::cli
