// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table_export.h"

#include "storage/export/table_export.h"
#include "ui/common/message.h"
#include "ui/common/page.h"
#include "ui/common/save_file.h"
#include "ui/common/table_model.h"
#include "ui/common/words.h"
#include "ui/jobs/background.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHeaderView>
#include <QProgressDialog>
#include <QTableView>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <optional>

namespace oxseal::ui {
namespace {

constexpr int kProgressAfterMs = 400;
constexpr int kProgressEveryMs = 100;

Page* pageOf(QWidget* widget)
{
    for (QWidget* at = widget; at != nullptr; at = at->parentWidget()) {
        if (auto* page = qobject_cast<Page*>(at))
            return page;
    }
    return nullptr;
}

Session* sessionOf(QWidget* widget)
{
    const Page* page = pageOf(widget);
    return page == nullptr ? nullptr : qobject_cast<Session*>(page->property("session").value<QObject*>());
}

exporting::CellKind kindOf(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::Number: return exporting::CellKind::Number;
    case ColumnKind::Amount: return exporting::CellKind::Amount;
    case ColumnKind::Date: return exporting::CellKind::Date;
    case ColumnKind::Text:
    case ColumnKind::Id:
    case ColumnKind::Time:
    case ColumnKind::Status: break;
    }
    return exporting::CellKind::Text;
}

/// The one currency of an amount column; nullopt when its rows have several.
std::optional<QString> currencyOf(const ShownRows& rows, std::size_t column)
{
    std::optional<QString> found;
    for (const std::uint32_t row : rows.order) {
        const QString currency = rows.data->currency(row, column);
        if (found && *found != currency)
            return std::nullopt;
        found = currency;
    }
    return found.value_or(QString());
}

/// Columns as they are written: those shown, and after an amount of mixed currencies its currency.
class Rows final : public exporting::ExportRows
{
public:
    explicit Rows(const ShownRows& shown)
        : shown_(shown)
    {
        for (const std::size_t column : shown.columns) {
            const TableColumn& known = shown.data->columns()[column];
            exporting::ExportColumn made{known.title.toStdString(), kindOf(known.kind), known.width};
            const auto currency = known.kind == ColumnKind::Amount ? currencyOf(shown, column) : QString();
            if (currency && !currency->isEmpty() && !known.title.contains(*currency))
                made.title += " (" + currency->toStdString() + ")";
            table.columns.push_back(std::move(made));
            from_.push_back({column, false});
            if (!currency) {
                table.columns.push_back({QObject::tr("Currency").toStdString(), exporting::CellKind::Text, 64});
                from_.push_back({column, true});
            }
        }
        table.name = shown.name.toStdString();
        for (const auto& [label, value] : shown.facts)
            table.facts.emplace_back(label.toStdString(), value.toStdString());
        table.created = shown.created;
    }

    std::size_t rows() const override { return shown_.order.size(); }
    std::string text(std::size_t row, std::size_t column) const override
    {
        const auto& [from, currency] = from_[column];
        const std::size_t source = shown_.order[row];
        return (currency ? shown_.data->currency(source, from) : shown_.data->text(source, from)).toStdString();
    }
    std::int64_t number(std::size_t row, std::size_t column) const override
    {
        return from_[column].currency ? kNone : shown_.data->number(shown_.order[row], from_[column].column);
    }
    int digits(std::size_t row, std::size_t column) const override
    {
        return shown_.data->digits(shown_.order[row], from_[column].column);
    }

    exporting::ExportTable table;

private:
    struct From
    {
        std::size_t column;
        bool currency;
    };
    const ShownRows& shown_;
    std::vector<From> from_;
};

/// What the pool thread and the window share.
struct Running
{
    std::atomic<bool> stop{false};
    std::atomic<std::uint64_t> done{0};
    std::atomic<std::uint64_t> total{0};
};

QString suffixOf(ExportFormat format)
{
    return format == ExportFormat::Csv ? QStringLiteral("csv") : format == ExportFormat::Xlsx ? QStringLiteral("xlsx") : QStringLiteral("pdf");
}

} // namespace

QString exportTitle(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv: return QObject::tr("Export as CSV…");
    case ExportFormat::Xlsx: return QObject::tr("Export as XLSX…");
    case ExportFormat::Pdf: break;
    }
    return QObject::tr("Export as PDF…");
}

QString filterWords(const TableFilter& filter, const TableData& data)
{
    QStringList parts;
    for (const auto& [key, value] : filter.columns) {
        const auto& columns = data.columns();
        const auto found = std::find_if(columns.begin(), columns.end(), [&key = key](const TableColumn& one) { return one.key == key; });
        parts << QObject::tr("%1: %2").arg(found == columns.end() ? key : found->title, value);
    }
    if (!filter.text.isEmpty())
        parts << QObject::tr("contains \"%1\"").arg(filter.text);
    return parts.join(QStringLiteral("; "));
}

ShownRows shownRows(QWidget* widget, const QString& name, const TableModel& model, const QTableView& view)
{
    ShownRows rows;
    rows.name = name;
    rows.data = model.table();
    rows.order.reserve(static_cast<std::size_t>(model.rowCount()));
    for (int row = 0; row < model.rowCount(); ++row)
        rows.order.push_back(static_cast<std::uint32_t>(model.source(row)));
    for (int visual = 0; visual < model.columnCount(); ++visual) {
        const int column = view.horizontalHeader()->logicalIndex(visual);
        if (!view.isColumnHidden(column))
            rows.columns.push_back(static_cast<std::size_t>(column));
    }
    rows.created = {QDateTime::currentMSecsSinceEpoch() * 1000};
    if (const Session* session = sessionOf(widget)) {
        rows.created = session->environment().clock.now();
        rows.facts.emplace_back(QObject::tr("Workspace"), plain(session->company().name));
        if (session->period())
            rows.facts.emplace_back(QObject::tr("Quarter"), plain(session->period()->period.name()));
        if (!session->entity().isEmpty())
            rows.facts.emplace_back(QObject::tr("Entity"), session->entity());
    }
    const QString filter = filterWords(model.filter(), *rows.data);
    rows.facts.emplace_back(QObject::tr("Filter"), filter.isEmpty() ? QObject::tr("none") : filter);
    const auto shown = static_cast<std::int64_t>(rows.order.size());
    const auto all = static_cast<std::int64_t>(rows.data->rows());
    rows.facts.emplace_back(QObject::tr("Rows"), shown == all ? count(shown) : QObject::tr("%1 of %2").arg(count(shown), count(all)));
    rows.facts.emplace_back(QObject::tr("Exported"), when(rows.created));
    return rows;
}

Status writeShown(const ShownRows& shown, ExportFormat format, const std::filesystem::path& file, const Progress& progress)
{
    const Rows rows(shown);
    switch (format) {
    case ExportFormat::Csv: return exporting::writeCsv(file, rows.table, rows, progress);
    case ExportFormat::Xlsx: return exporting::writeXlsx(file, rows.table, rows, progress);
    case ExportFormat::Pdf: break;
    }
    return exporting::writePdf(file, rows.table, rows, progress);
}

void exportShown(QWidget* parent, const QString& name, const TableModel& model, const QTableView& view, ExportFormat format)
{
    const QString suffix = suffixOf(format);
    QString file = askFileToSave(
        parent, exportTitle(format), name + QLatin1Char('.') + suffix, QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QLatin1Char('.') + suffix;
    auto running = std::make_shared<Running>();
    auto* dialog = new QProgressDialog(QObject::tr("Writing %1").arg(QFileInfo(file).fileName()), QObject::tr("Stop"), 0, 0, parent);
    dialog->setWindowTitle(exportTitle(format));
    dialog->setAccessibleName(dialog->labelText());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAutoClose(false);
    dialog->setAutoReset(false);
    dialog->setMinimumDuration(kProgressAfterMs);
    dialog->setWindowModality(Qt::NonModal);
    QObject::connect(dialog, &QProgressDialog::canceled, dialog, [running] { running->stop = true; });
    auto* clock = new QTimer(dialog);
    QObject::connect(clock, &QTimer::timeout, dialog, [dialog, running] {
        constexpr int kHundred = 100;
        const std::uint64_t total = running->total;
        dialog->setMaximum(total == 0 ? 0 : kHundred);
        dialog->setValue(total == 0 ? 0 : static_cast<int>(running->done * kHundred / total));
    });
    clock->start(kProgressEveryMs);
    inBackground(
        dialog,
        [rows = shownRows(parent, name, model, view), format, path = std::filesystem::path(file.toStdString()), running] {
            Progress progress;
            progress.stop = &running->stop;
            progress.report = [&](std::uint64_t done, std::uint64_t total) {
                running->done = done;
                running->total = total;
            };
            return writeShown(rows, format, path, progress);
        },
        [parent, dialog, file, total = model.rowCount()](Status status) {
            dialog->close();
            if (!status && status.error().kind() != ErrorClass::Cancelled)
                showProblem(parent, status.error());
            else if (Page* page = pageOf(parent))
                Q_EMIT page->said(status ? QObject::tr("%1 written to %2").arg(counted(total, QObject::tr("row"), QObject::tr("rows")), file)
                                         : QObject::tr("The export was stopped; no file was written."));
        });
}

} // namespace oxseal::ui
