// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/filter_box.h"

#include "ui/common/table_panel.h"

#include <QSignalBlocker>

namespace oxseal::ui {

FilterBox::FilterBox(TablePanel& panel, const QString& prefix, const QString& any, const QString& name)
    : panel_(panel)
    , prefix_(prefix)
    , any_(any)
{
    setAccessibleName(name);
    setToolTip(name);
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setChoices({});
    connect(this, &QComboBox::activated, this, &FilterBox::narrow);
    connect(&panel_.model(), &TableModel::reordered, this, &FilterBox::showActive);
    panel_.addToBar(this);
}

void FilterBox::setChoices(const std::vector<std::pair<QString, QString>>& choices)
{
    const QSignalBlocker blocker(this);
    clear();
    addItem(any_, QString());
    for (const auto& [words, key] : choices)
        addItem(words, key);
    showActive();
}

void FilterBox::narrow()
{
    TableFilter filter = panel_.model().filter();
    std::erase_if(filter.columns, [this](const auto& one) { return one.first.startsWith(prefix_); });
    if (const QString key = currentData().toString(); !key.isEmpty())
        filter.columns[key] = tr("yes");
    panel_.setFilter(filter);
}

void FilterBox::showActive()
{
    const QSignalBlocker blocker(this);
    int at = 0;
    for (const auto& [key, value] : panel_.model().filter().columns) {
        if (const int found = key.startsWith(prefix_) ? findData(key) : -1; found > 0)
            at = found;
    }
    setCurrentIndex(at);
}

} // namespace oxseal::ui
