// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table_export.h"

#include "ui/common/message.h"
#include "ui/common/table_model.h"

namespace oxseal::ui {

QString exportTitle(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv: return QObject::tr("Export as CSV…");
    case ExportFormat::Xlsx: return QObject::tr("Export as XLSX…");
    case ExportFormat::Pdf: break;
    }
    return QObject::tr("Export as PDF…");
}

void exportShown(QWidget* parent, const QString& name, const TableModel&, const QTableView&, ExportFormat)
{
    showNotice(parent, name, QObject::tr("Exports come with the next step."));
}

} // namespace oxseal::ui
