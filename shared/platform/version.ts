/** The version of the suite; a contract test holds it equal to package.json. */
export const VERSION = '0.1.0'
