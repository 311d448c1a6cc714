// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/mapping_view.h"

#include "ui/common/flow_layout.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"
#include "ui/imports/field_target.h"
#include "ui/imports/import_words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace oxseal::ui {
namespace {

constexpr int kFieldWidth = 180;
constexpr int kTypeWidth = 120;
constexpr int kMostOfValue = 18; ///< characters of a value that are shown; the rest is in the tooltip

QComboBox* boxAt(const QGridLayout* grid, int item) { return qobject_cast<QComboBox*>(grid->itemAt(item)->widget()); }

} // namespace

MappingView::MappingView(QWidget* parent)
    : QWidget(parent)
    , grid_(new QGridLayout)
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, kGap12, 0, 0);
    outer->setSpacing(kGap12);
    outer->addWidget(label(tr("Drag a column onto its field, or choose the field beside the column."), role::kSecondary, true));
    auto* targets = new QWidget;
    targets->setAccessibleName(tr("Fields"));
    fields_ = new FlowLayout(targets);
    // As high as its lines are at this width.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    targets->setSizePolicy(policy);
    outer->addWidget(targets);
    outer->addWidget(hairline());
    auto* list = new QWidget;
    list->setLayout(grid_);
    grid_->setContentsMargins(0, 0, kGap12, kGap12);
    grid_->setHorizontalSpacing(kGap12);
    grid_->setVerticalSpacing(kGap);
    grid_->setAlignment(Qt::AlignTop);
    outer->addWidget(scrolled(list), 1);
}

void MappingView::show(const ImportPreview& preview)
{
    int focused = -1;
    for (int i = 0; i < grid_->count(); ++i) {
        if (const auto* box = boxAt(grid_, i); box != nullptr && box->hasFocus())
            focused = box->property("column").toInt();
    }
    clearLayout(fields_);
    addFields(preview);
    clearLayout(grid_);
    const QString heads[] = {tr("Column of the file"), tr("First values"), tr("Read as"), tr("Type")};
    for (int c = 0; c < 4; ++c)
        grid_->addWidget(label(heads[c], role::kCaption), 0, c);
    for (std::size_t i = 0; i < preview.columns.size(); ++i)
        addColumn(static_cast<int>(i) + 1, i, preview.columns[i], preview);
    grid_->setColumnStretch(0, 2);
    grid_->setColumnStretch(1, 3);
    grid_->setColumnMinimumWidth(3, kTypeWidth);
    for (int i = 0; i < grid_->count() && focused >= 0; ++i) {
        if (auto* box = boxAt(grid_, i); box != nullptr && box->property("column").toInt() == focused)
            box->setFocus();
    }
}

void MappingView::addFields(const ImportPreview& preview)
{
    // Those that are needed stand first, in the order of the kind otherwise.
    std::vector<PreviewField> fields = preview.fields;
    std::stable_partition(fields.begin(), fields.end(), [](const PreviewField& field) { return field.required; });
    for (const PreviewField& field : fields) {
        QString from;
        for (std::size_t i = 0; i < preview.columns.size(); ++i) {
            if (preview.columns[i].field == field.name)
                from = columnWord(preview.columns[i].header, i);
        }
        auto* target = new FieldTarget(QString::fromStdString(field.name), field.required, from);
        connect(target, &FieldTarget::dropped, this, &MappingView::tellLater);
        fields_->addWidget(target);
    }
}

void MappingView::addColumn(int row, std::size_t index, const PreviewColumn& column, const ImportPreview& preview)
{
    const QString name = columnWord(column.header, index);
    grid_->addWidget(new ColumnHandle(index, name), row, 0);
    QStringList samples;
    QStringList whole;
    for (const auto& sample : column.samples) {
        const QString value = plain(sample);
        if (whole.contains(value))
            continue;
        whole << value;
        samples << (value.size() > kMostOfValue ? value.left(kMostOfValue - 1) + QStringLiteral("…") : value);
    }
    QLabel* values = nullptr;
    if (!column.sensitive.empty()) {
        const QString what = sensitiveWord(column.sensitive);
        values = label(column.outcome == "mask" ? tr("Holds %1: masked to the last four characters before anything is stored.").arg(what)
                : column.outcome == "refuse" ? tr("Holds %1: the file is refused.").arg(what)
                                             : tr("Holds %1: emptied before anything is stored.").arg(what),
            role::kProblem, true);
    } else {
        values = label(samples.isEmpty() ? tr("(empty)") : samples.join(QStringLiteral(" · ")), role::kSecondary, true);
        values->setToolTip(whole.join(QLatin1Char('\n')));
    }
    grid_->addWidget(values, row, 1);
    auto* box = new QComboBox;
    box->setFixedWidth(kFieldWidth);
    box->setProperty("column", static_cast<int>(index));
    box->setAccessibleName(tr("%1 is read as").arg(name));
    box->addItem(tr("– not read –"), QString());
    for (const auto& field : preview.fields) {
        const QString words = fieldWord(field.name);
        box->addItem(field.required ? tr("%1 (needed)").arg(words) : words, QString::fromStdString(field.name));
    }
    box->setCurrentIndex(std::max(0, box->findData(QString::fromStdString(column.field))));
    connect(box, &QComboBox::activated, this, [this, box, index] { tellLater(index, box->currentData().toString()); });
    grid_->addWidget(box, row, 2, Qt::AlignTop);
    grid_->addWidget(label(columnTypeWord(column), role::kSecondary, true), row, 3);
}

void MappingView::tellLater(std::size_t column, const QString& field)
{
    QTimer::singleShot(0, this, [this, column, field] { Q_EMIT chosen(column, field); });
}

} // namespace oxseal::ui
