package store

import (
	"context"
	"database/sql/driver"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/lib/pq"
)

// keptStatements is how many statements a connection keeps prepared.
const keptStatements = 100

// preparing connects to PostgreSQL so that each connection prepares a statement once and keeps it.
// The rules of rooms make statements long: to parse and plan one takes several times as long as to
// carry it out.
type preparing struct{ driver.Connector }

func newPreparing(source string) (driver.Connector, error) {
	c, err := pq.NewConnector(source)
	return preparing{c}, err
}

// Connect opens a connection.
func (p preparing) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := p.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	kept, err := simplelru.NewLRU(keptStatements, func(_ string, s driver.Stmt) {
		_ = s.Close() // a connection on which this fails is not used again
	})
	return &preparedConn{c.(postgresConn), kept}, err
}

// postgresConn is what a connection of the driver can do.
type postgresConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.NamedValueChecker
	driver.Pinger
	driver.QueryerContext
	driver.SessionResetter
	driver.Validator
}

// preparedConn keeps the statements that were last used on it. Like every connection of
// database/sql it is used by one at a time.
type preparedConn struct {
	postgresConn
	kept *simplelru.LRU[string, driver.Stmt]
}

// QueryContext asks by a kept statement. What has no arguments goes at once, as it is.
func (c *preparedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if len(args) == 0 {
		return c.postgresConn.QueryContext(ctx, query, args)
	}
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	rows, err := s.(driver.StmtQueryContext).QueryContext(ctx, args)
	return rows, c.doubt(query, err)
}

// ExecContext is QueryContext for what gives no rows.
func (c *preparedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) == 0 {
		return c.postgresConn.ExecContext(ctx, query, args)
	}
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	result, err := s.(driver.StmtExecContext).ExecContext(ctx, args)
	return result, c.doubt(query, err)
}

func (c *preparedConn) statement(ctx context.Context, query string) (driver.Stmt, error) {
	if s, ok := c.kept.Get(query); ok {
		return s, nil
	}
	s, err := c.PrepareContext(ctx, query)
	if err == nil {
		c.kept.Add(query, s)
	}
	return s, err
}

// doubt drops a statement that failed: a table may have changed under it. The next use prepares anew.
func (c *preparedConn) doubt(query string, err error) error {
	if err != nil {
		c.kept.Remove(query)
	}
	return err
}
