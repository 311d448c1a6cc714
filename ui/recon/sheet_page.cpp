// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recon/sheet_page.h"

#include "ui/common/context_card.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"
#include "ui/recon/recon_words.h"

namespace oxseal::ui {
namespace {

QString faultWord(recon::SheetFault fault) { return capital(sentence((std::string("sheet.fault.") + recon::name(fault)).c_str())); }

Mark faultMark(recon::SheetFault fault)
{
    using recon::SheetFault;
    switch (fault) {
    case SheetFault::Footing:
    case SheetFault::BankBalance:
    case SheetFault::BooksBalance:
    case SheetFault::Plug:
    case SheetFault::Difference: return Mark::Critical;
    case SheetFault::MissingHere:
    case SheetFault::MissingThere:
    case SheetFault::Sign: return Mark::High;
    case SheetFault::HardTotal:
    case SheetFault::StaleDate:
    case SheetFault::LateItem: return Mark::Medium;
    case SheetFault::Unreadable: break;
    }
    return Mark::Neutral;
}

} // namespace

SheetPage::SheetPage(Session& session)
    : Page(session)
    , findings_(new TablePanel(tr("Findings of the spreadsheet check")))
{
    setTitle(tr("Check a spreadsheet"), {{tr("Reconciliations"), QStringLiteral("recon")}});
    findings_->setNouns(tr("finding"), tr("findings"));
    findings_->setNothing(tr("Nothing was found: sums, balances, items and days agree with the reconciliation."));
    connect(findings_, &TablePanel::currentChanged, this, &SheetPage::showCard);
    setBody(findings_);
}

void SheetPage::open(const QString& object)
{
    const std::int64_t id = object.toLongLong();
    if (id == 0 || id == id_)
        return;
    id_ = id;
    file_.clear();
    report_.reset();
    row_.reset();
}

void SheetPage::reload()
{
    if (id_ == 0) {
        setCommands({});
        setContext(nullptr);
        showEmpty(tr("Your own spreadsheet of a reconciliation is recomputed and compared with the one here. Open the reconciliation first."),
            {QStringLiteral("sheet.recon"), tr("Reconciliations"), [this] { Q_EMIT navigate({QStringLiteral("recon"), {}}); }, {}, {}, true, {}},
            QStringLiteral("recon"));
        return;
    }
    showLoading();
    session().read(this, [id = ReconciliationId(id_)](Workspace& workspace) { return reconciliationById(workspace.db(), id); },
        [this](Result<ReconRow> row) {
            if (!row)
                showError(row.error());
            else
                take(std::move(*row));
        });
}

void SheetPage::take(ReconRow row)
{
    row_ = std::move(row);
    setTitle(tr("Check a spreadsheet"), {{tr("Reconciliations"), QStringLiteral("recon")},
        {QStringLiteral("%1 · %2").arg(plain(row_->entity), plain(row_->account)), QStringLiteral("recon:%1").arg(row_->id.value)}});
    if (!file_.isEmpty()) { // what is compared with may have changed
        check(file_);
        return;
    }
    offerOnlyNext();
    setSubtitle({});
    setPartial({});
    setContext(nullptr);
    showEmpty(tr("Choose your own spreadsheet of account %1 (XLSX or CSV). Its sums are computed again, its balances, items and days compared with the reconciliation. "
                 "Nothing is written.").arg(plain(row_->account)),
        chooseCommand(), QStringLiteral("recon"));
}

Command SheetPage::chooseCommand()
{
    return {QStringLiteral("sheet.choose"), tr("Choose a spreadsheet…"), [this] { choose(); }, {}, {}, true, QStringLiteral("import")};
}

void SheetPage::choose()
{
    FormDialog dialog(this, tr("Check a spreadsheet"), tr("Check"));
    dialog.addWords(tr("The first visible sheet with a value is read. Nothing is written, and the file is not kept."));
    auto* file = new FileField(tr("Choose the spreadsheet"));
    dialog.form().addField(tr("File"), file);
    dialog.setCheck([file] { return file->path().isEmpty() ? tr("Name the file.") : file->problem(); });
    if (dialog.ask())
        check(file->path());
}

void SheetPage::check(const QString& file)
{
    file_ = file;
    showLoading();
    session().read(this, [id = ReconciliationId(id_), path = file.toStdString()](Workspace& workspace) { return checkSpreadsheet(workspace, id, path); },
        [this](Result<SheetReport> report) {
            if (!report) {
                setCommands({chooseCommand()});
                showError(report.error());
                return;
            }
            report_ = std::move(*report);
            show();
        });
}

void SheetPage::show()
{
    setCommands({chooseCommand()});
    setSubtitle(tr("%1: %2 read, %3.").arg(plain(report_->fileName), counted(static_cast<std::int64_t>(report_->cells), tr("cell"), tr("cells")),
        counted(static_cast<std::int64_t>(report_->findings.size()), tr("finding"), tr("findings"))));
    setPartial(report_->formulas ? QString() : tr("The file keeps no formulas, so typed totals cannot be told."));
    auto list = std::make_shared<ListData>(std::vector<TableColumn>{
        {QStringLiteral("cell"), tr("Cell"), ColumnKind::Id, 72},
        {QStringLiteral("fault"), tr("Finding"), ColumnKind::Status, 330},
        {QStringLiteral("what"), tr("Row"), ColumnKind::Text, 260},
        {QStringLiteral("shown"), tr("Spreadsheet"), ColumnKind::Amount, 120},
        {QStringLiteral("expected"), tr("Expected"), ColumnKind::Amount, 120},
    });
    for (std::size_t i = 0; i < report_->findings.size(); ++i) {
        const recon::SheetFinding& finding = report_->findings[i];
        const auto money = [&](const std::optional<std::int64_t>& minor) { return minor ? amountCell(*minor, row_->digits) : TableCell(); };
        list->add(QString::number(i), {plain(finding.cell), {faultMark(finding.fault), faultWord(finding.fault)}, plain(finding.what), money(finding.shown), money(finding.expected)},
            plain(row_->currency), row_->digits);
    }
    findings_->setData(std::move(list));
    if (!report_->findings.empty())
        findings_->select(QStringLiteral("0"));
    showCard();
    showReady();
}

void SheetPage::showCard()
{
    if (!report_)
        return;
    const auto at = static_cast<std::size_t>(findings_->currentHandle().toULongLong());
    const bool chosen = !findings_->currentHandle().isEmpty() && at < report_->findings.size();
    setContext(chosen ? card(report_->findings[at]) : nullptr);
}

ContextCard* SheetPage::card(const recon::SheetFinding& finding) const
{
    auto* card = new ContextCard(finding.cell.empty() ? tr("Not in the spreadsheet") : tr("Cell %1").arg(plain(finding.cell)));
    card->addText(faultWord(finding.fault));
    card->addFact(tr("Row"), plain(finding.what));
    const auto money = [&](std::int64_t minor) { return exactAmount(minor, row_->digits) + QLatin1Char(' ') + plain(row_->currency); };
    if (finding.shown)
        card->addFact(tr("Spreadsheet"), money(*finding.shown));
    if (finding.expected)
        card->addFact(tr("Expected"), money(*finding.expected));
    card->addFact(tr("Reconciliation"), QStringLiteral("%1 · %2").arg(plain(row_->entity), plain(row_->account)), QStringLiteral("recon:%1").arg(row_->id.value));
    card->addSection(tr("File"));
    card->addText(plain(report_->fileName) + (report_->sheet.empty() ? QString() : QStringLiteral(" · ") + plain(report_->sheet)));
    card->addText(QString::fromStdString(report_->sha256.hex()), true);
    return card;
}

} // namespace oxseal::ui
