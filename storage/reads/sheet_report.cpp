// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/sheet_report.h"

#include "storage/crypto/hash.h"
#include "storage/import/mapped_file.h"
#include "storage/import/sheet_cells.h"

namespace oxseal {

Result<SheetReport> checkSpreadsheet(Workspace& workspace, ReconciliationId id, const std::filesystem::path& file, const std::string& sheet)
{
    OXSEAL_TRY(const ReconView view, reconciliationView(workspace, id));
    OXSEAL_TRY(const MappedFile mapped, MappedFile::open(file));
    OXSEAL_TRY(const SheetCells read, readSheetCells(mapped.bytes(), sheet, view.row.digits));
    recon::SheetContext context;
    context.digits = view.row.digits;
    context.periodEnd = view.period.last;
    context.bankEnd = view.proof.bankEnd;
    context.booksEnd = view.proof.booksEnd;
    context.formulas = read.formulas;
    // A spreadsheet shows an item as it corrects its column, not as the line stands in its file.
    for (const auto* column : {&view.proof.bank, &view.proof.books}) {
        for (const recon::ProofLine& line : *column) {
            const ReconItem& item = view.items[line.item];
            context.items.push_back({item.handle, line.amount, item.item.reference});
        }
    }
    SheetReport report;
    report.fileName = file.filename().string();
    report.sheet = read.sheet;
    report.sha256 = sha256(mapped.bytes());
    report.formulas = read.formulas;
    report.cells = read.cells.size();
    report.findings = recon::checkSheet(read.cells, context);
    return report;
}

} // namespace oxseal
