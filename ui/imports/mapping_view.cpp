// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/mapping_view.h"

#include "ui/common/parts.h"
#include "ui/common/words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QStandardItemModel>
#include <QTimer>

namespace oxseal::ui {
namespace {

constexpr int kFieldWidth = 200;

} // namespace

QString columnTypeWord(const PreviewColumn& column)
{
    if (column.type == "day")
        return column.notation == "dmy" ? QObject::tr("Date, day first")
            : column.notation == "mdy"  ? QObject::tr("Date, month first")
                                        : QObject::tr("Date, year first");
    if (column.type == "money")
        return column.notation == "," ? QObject::tr("Amount, decimal comma") : QObject::tr("Amount, decimal point");
    if (column.type == "integer")
        return QObject::tr("Whole number");
    if (column.type == "flag")
        return QObject::tr("Yes or no");
    return column.type.empty() ? QString() : QObject::tr("Text");
}

QString sensitiveWord(const std::string& name)
{
    static const std::map<std::string, QString> kWords{
        {"password_hash", QObject::tr("password hashes")},
        {"key_secret", QObject::tr("key secrets")},
        {"tax_id", QObject::tr("tax numbers")},
        {"birth_date", QObject::tr("birth dates")},
        {"pay", QObject::tr("pay")},
        {"bank_account", QObject::tr("bank account numbers")},
        {"card_number", QObject::tr("card numbers")},
    };
    const auto found = kWords.find(name);
    return found == kWords.end() ? plain(name) : found->second;
}

MappingView::MappingView(QWidget* parent)
    : QWidget(parent)
    , grid_(new QGridLayout(this))
{
    grid_->setContentsMargins(kGap, kGap12, kGap12, kGap12);
    grid_->setHorizontalSpacing(kGap12);
    grid_->setVerticalSpacing(kGap);
    grid_->setAlignment(Qt::AlignTop);
}

void MappingView::show(const ImportPreview& preview)
{
    int focused = -1;
    for (int i = 0; i < grid_->count(); ++i) {
        if (auto* box = qobject_cast<QComboBox*>(grid_->itemAt(i)->widget()); box != nullptr && box->hasFocus())
            focused = box->property("column").toInt();
    }
    clearLayout(grid_);
    const QString heads[] = {tr("Column of the file"), tr("First values"), tr("Read as"), tr("Type")};
    for (int c = 0; c < 4; ++c)
        grid_->addWidget(label(heads[c], role::kCaption), 0, c);
    for (std::size_t i = 0; i < preview.columns.size(); ++i)
        addColumn(static_cast<int>(i) + 1, i, preview.columns[i], preview);
    grid_->setColumnStretch(1, 1);
    for (int i = 0; i < grid_->count() && focused >= 0; ++i) {
        auto* box = qobject_cast<QComboBox*>(grid_->itemAt(i)->widget());
        if (box != nullptr && box->property("column").toInt() == focused)
            box->setFocus();
    }
}

void MappingView::addColumn(int row, std::size_t index, const PreviewColumn& column, const ImportPreview& preview)
{
    const QString name = column.header.empty() ? tr("Column %1").arg(index + 1) : plain(column.header);
    grid_->addWidget(label(name, role::kStrong, true), row, 0);
    QStringList samples;
    for (const auto& sample : column.samples)
        samples << plain(sample);
    QString words = samples.join(QStringLiteral(" · "));
    QLabel* values = nullptr;
    if (!column.sensitive.empty()) {
        const QString what = sensitiveWord(column.sensitive);
        words = column.outcome == "mask" ? tr("Holds %1: masked to the last four characters before anything is stored.").arg(what)
            : column.outcome == "refuse" ? tr("Holds %1: the file is refused.").arg(what)
                                         : tr("Holds %1: emptied before anything is stored.").arg(what);
        values = label(words, role::kProblem, true);
    } else {
        values = label(words.isEmpty() ? tr("(empty)") : words, role::kSecondary, true);
    }
    grid_->addWidget(values, row, 1);
    auto* box = new QComboBox;
    box->setFixedWidth(kFieldWidth);
    box->setProperty("column", static_cast<int>(index));
    box->setAccessibleName(tr("%1 is read as").arg(name));
    box->addItem(tr("– not read –"), QString());
    for (const auto& field : preview.fields)
        box->addItem(field.required ? tr("%1 (needed)").arg(plain(field.name)) : plain(field.name), plain(field.name));
    box->setCurrentIndex(std::max(0, box->findData(plain(column.field))));
    // Later: the choice rebuilds this view, and with it the box that has just spoken.
    connect(box, &QComboBox::activated, this, [this, box, index] {
        const QString field = box->currentData().toString();
        QTimer::singleShot(0, this, [this, index, field] { Q_EMIT chosen(index, field); });
    });
    grid_->addWidget(box, row, 2);
    grid_->addWidget(label(columnTypeWord(column), role::kSecondary), row, 3);
}

} // namespace oxseal::ui
