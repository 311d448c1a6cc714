// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace oxseal::ui {

/// A small finished list of text cells, set as a whole. Columns marked as amounts are right-aligned.
class RowList final : public QAbstractTableModel
{
public:
    struct Column
    {
        QString title;
        bool rightAligned = false;
        bool mono = false; ///< ids and digests
    };
    struct Content
    {
        std::vector<Column> columns;
        std::vector<std::vector<QString>> rows;
    };

    explicit RowList(QObject* parent = nullptr) : QAbstractTableModel(parent) { }
    void setContent(Content content);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const final;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const final;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

private:
    Content content_;
};

} // namespace oxseal::ui
