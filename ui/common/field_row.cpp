// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/field_row.h"

#include "ui/common/parts.h"
#include "ui/shell/theme.h"

#include <QGridLayout>
#include <QLabel>

namespace oxseal::ui {

FieldRow::FieldRow(const std::vector<std::pair<QString, QWidget*>>& fields, QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kGap12);
    grid->setVerticalSpacing(kGap4);
    int column = 0;
    for (const auto& [caption, field] : fields) {
        auto* above = label(caption, role::kStrong, true);
        above->setBuddy(field);
        if (field->accessibleName().isEmpty())
            field->setAccessibleName(caption);
        grid->addWidget(above, 0, column, Qt::AlignBottom);
        grid->addWidget(field, 1, column);
        grid->setColumnStretch(column, 1);
        ++column;
    }
}

} // namespace oxseal::ui
